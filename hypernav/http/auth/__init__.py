"""Which credentials a request carries: how they are written, where they come from, and to whom they go."""

"""HTTP/1.1 on the connections of urllib3: requests go out byte for byte, truncated answers are errors."""

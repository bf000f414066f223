"""GitLab: the filters of its lists."""

"""The commands of `python -m geo`, one a file: what each is asked, and what it says."""

"""What is written into `generated_client/`, and the sync half of the wrapper."""

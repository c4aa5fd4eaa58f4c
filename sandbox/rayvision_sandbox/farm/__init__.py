"""What the farm is: tasks and frames in simulated time, users and their money, storages. Nothing here knows HTTP."""

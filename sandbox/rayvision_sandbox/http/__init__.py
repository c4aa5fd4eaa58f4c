"""How the farm is reached: requests with their signatures and faults, the control interface, pages and documents."""

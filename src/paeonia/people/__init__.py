"""Who may do what, where, and what they did: hospitals, roles, the viewer of each request, its policy and its trail."""

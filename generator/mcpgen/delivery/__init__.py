"""The objects by which Flux and Argo CD reconcile an environment from git. A folder for each tool, behind one interface."""

"""Our own, investigator-initiated trials: protocol, ethics, human genetic resources, money, team, documents."""

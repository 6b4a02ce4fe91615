"""The site file: training, monitors, findings, documents."""

probe-greeting = Probe

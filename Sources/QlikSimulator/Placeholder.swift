enum QlikSimulatorPlaceholder {}

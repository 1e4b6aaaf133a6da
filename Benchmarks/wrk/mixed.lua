-- One event a request; every tenth carries the data of a chart.

OBJECT_DATA_EVERY = 10
dofile(os.getenv("VIDIMUS_WRK") .. "/single.lua")

#pragma once

/// Lets the kernel do something else for a moment, once in each millisecond that this thread computes.
///
/// A low priority is not enough: the kernel finishes the time slice of a whole control group, some milliseconds, before
/// its own threads get the core, and one of these completes what a disk sync waits for. Answers to browsers would wait
/// for a picture. A thread that sleeps, however briefly, gives up its slice. Called for every row of a picture.
void vidimus_pause_when_due(void);

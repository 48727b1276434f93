/** Added to the clock of a run where a provider gives a date: 2026-01-01, in seconds. */
export const epochSeconds = 1_767_225_600;

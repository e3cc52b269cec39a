/** Of texts that are read from a run's folder: its runbook as it was, and outputs. */
export const runScheme = 'handrail-run';

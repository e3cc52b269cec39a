/** English of the head of a phase, and of its place on the map. */
export const enPhases = {
  'phase.show': 'Show steps',
  'phase.intro': 'Start',
  'phase.hide': 'Hide steps',
  'phase.hideText': 'Hide',
  'phase.showText': 'Show',
  'phase.took': 'done in {clock}',
  'phase.tookAlone': 'Done in {clock}',
  'phase.left': '{clock} until it was left',
  'phase.soFar': '{clock} so far',
  'phase.soFarAlone': '{clock} so far',
  'phase.notTaken': 'Not taken',
  'phase.steps': { one: '{n} step', other: '{n} steps' },
  'phase.of': '{n} of {total} steps',
} as const;

/** English of where commands may act. */
export const enPlace = {
  'place.kube': 'kube context',
  'place.namespace': 'namespace',
  'place.host': 'host',
  'place.user': 'user',
  'place.branch': 'branch',
  'place.aws': 'AWS profile',
  'place.gcp': 'Google Cloud project',
  'place.azure': 'Azure subscription',
  'place.is': 'The {what} is {here}.',
  'place.unset': 'No {what} is set.',
  'place.runbookNeeds': 'This runbook needs {names}.',
  'place.policyNeeds': 'The policy in {file} needs {names}.',
  'place.elsewhere': 'Commands would act somewhere else, so none is run',
  'place.here': 'Commands act where they may',
  'place.limit': 'A command whose author says nothing may take {time}, as the policy in {file} says.',
  'place.badPolicy': 'Nobody can tell what the team asks, so no command is run',
} as const;

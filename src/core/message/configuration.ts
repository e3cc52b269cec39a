/** What is wrong with `.handrail/config.yaml`. The reasons go on with the setting's name; those of a schema say the same words. */
export const configuration = {
  'config.unread': 'the configuration could not be read: {reason}.',
  'config.yaml': 'The YAML is wrong: {reason}',
  'config.unknown': 'there is no setting {setting}.',
  'config.unknownMeant': 'there is no setting {setting}. Did you mean {meant}?',
  'config.wrong': '{setting} {reason}.',
  'config.refused': '{setting}: {reason}.',
  'config.noMap': 'The configuration is no map of settings, such as `lint:` with `rules:` below it.',
  'config.is.level': 'is not one of off, error, warning, info and hint',
  'config.is.emptyList': 'is an empty list',
  'config.is.notNames': 'is not a name or a list of names',
  'config.is.notContext': 'is not a kube context, nor names and what each must be',
  'config.is.noTime': 'is no time such as 90s, 10m or 1h30m',
  'config.is.notWhen': 'is neither run nor risky',
  'config.is.notGlobs': 'is not a glob or a list of globs',
} as const;

/** The messages of the rules; `.one` and `.many` for a message that depends on a number. */
export const findings = {
  'ignore.noRule':
    'This comment names no rule, so it ignores nothing. Name a rule, as in `handrail-ignore HR203`, or remove it.',
  'ignore.idle': 'Nothing here is found by {names}, so this comment ignores nothing. Remove it.',
  'ignore.unknown': 'There is no rule {name}.',
  'ignore.unknownMeant': 'There is no rule {name}. Did you mean {meant}?',

  'frontMatter.unknownKey': 'Handrail knows no front-matter key {key}. Did you mean {meant}?',
  'mark.unknown':
    'Handrail knows no mark {name} here, so it does nothing. Remove it, or see the guide for those it knows.',
  'mark.meant': 'Handrail knows no mark {name} here. Did you mean {meant}?',

  'frontMatter.inputs':
    '{key} is not a map of names and settings, or a list of names; none of it is asked for.',
  'frontMatter.context':
    'context is neither a kube context nor a map of places, so the runbook is bound to nothing; write it as `kube: NAME`.',
  'frontMatter.place':
    '{key} names no place, so the runbook is not bound by it; write a name, a pattern with * or a list of them.',
  'frontMatter.text': '{key} is not a text; it is left out.',
  'frontMatter.date': '{key} is not a date that Handrail can read; write it as 2031-12-31.',
  'frontMatter.inputFlag': '{key} of the input {name} is not true or false; it is left out.',
  'frontMatter.inputList': '{key} of the input {name} is not a list; it is left out.',
  'frontMatter.inputType':
    '{key} of the input {name} is none of text, number, choice and secret; it is taken as a text.',
  'frontMatter.inputPattern': '{key} of the input {name} is not a regular expression; no value would fit it.',

  untaggedShell:
    'This block reads as shell, but its fence names no language, so it is only shown. Tag it `bash` if it is meant to be run, or `text` if it is not.',
  prompts:
    'This block is tagged `{language}` but holds prompts, so it cannot be pasted or saved as it is. Tag it `console`, or leave only the commands.',
  promptsAndOutput:
    'This block is tagged `{language}` but holds prompts and output, so it cannot be pasted or saved as it is. Tag it `console`, or leave only the commands.',

  'interactive.one':
    '`{command}` needs a keyboard, so the command below it waits until it is left. Put it in a block of its own.',
  'interactive.many':
    '`{command}` needs a keyboard, so the {count} commands below it wait until it is left. Put it in a block of its own.',
  'endless.one':
    '`{command}` does not end by itself, so the command below it waits until somebody stops it. Put it in a block of its own.',
  'endless.many':
    '`{command}` does not end by itself, so the {count} commands below it wait until somebody stops it. Put it in a block of its own.',
  'endlessForward.one':
    '`{command}` does not end by itself, so the command below it waits until somebody stops it. Put it in a block of its own, or end it with `&`.',
  'endlessForward.many':
    '`{command}` does not end by itself, so the {count} commands below it wait until somebody stops it. Put it in a block of its own, or end it with `&`.',

  'commandNotFound.one':
    'This machine has no `{name}`, and one command needs it. Install it before the run, or say in the runbook where it comes from.',
  'commandNotFound.many':
    'This machine has no `{name}`, and {count} commands need it. Install it before the run, or say in the runbook where it comes from.',

  'commandNotFound.meant': 'Did you mean `{meant}`?',

  'otherShell.entered.one':
    '`{command}` opens another shell. The command below it is meant for that one: a run can only type them there one by one, and a person has to see whether they worked.',
  'otherShell.entered.many':
    '`{command}` opens another shell. The {count} commands below it are meant for that one: a run can only type them there one by one, and a person has to see whether they worked.',
  'otherShell.left':
    '`{command}` opens another shell, and the block of line {line} looks meant for that one. It runs here, not there.',
  'otherShell.rootPrompt':
    'This command stands behind a root prompt, but it runs as the user who walks the runbook. Put `sudo` before it.',
  'otherShell.language':
    '`{command}` reads as {language}, but the block is run by bash. Tag it with its own language, or write it for bash.',
  'otherShell.prompt':
    '`{command}` stands behind the prompt of another program, and bash would write a file for its `>`. Give the line to that program, or tag the block `text`.',
  'otherShell.commandPrompt':
    '`{command}` reads as the Windows command prompt, but the block is run by bash. Tag it with its own language, or write it for bash.',
  'inside.ssh': "Give that shell its commands directly: `ssh host 'command'`.",
  'inside.psql': 'Give that shell its commands directly: `psql -c "…"` or a here-document.',
  'inside.mysql': 'Give that shell its commands directly: `-e "…"` or a here-document.',
  'inside.sudo': 'Put `sudo` before each command instead.',
  'inside.container': "Give that shell its commands directly: `exec … sh -c 'command'`.",
  'inside.debug': 'Give that shell its commands directly: `debug node/NAME -- chroot /host command`.',
  'inside.rsh': 'Give that shell its commands directly: `rsh POD command`.',
  'inside.other': 'Give that shell its commands directly, or put them in a block of their own.',

  'differs.wholeBlock':
    "`{words}` asks for the script's own path or end, so this block runs whole in a bash of its own: what it sets and where it goes is gone afterwards. Write `run=block` behind the tag to say that this is meant.",
  'differs.exit':
    '`{name}` ends the shell of the whole run here, and the run has to restore it. A step stops at a failure by itself, so leave it out; or run the block whole with `run=block`.',
  'differs.return':
    '`return` outside of a function ends only this command here; the ones below it run all the same. Put the block into a function, or let the failure itself stop the step.',
  'differs.exec':
    '`exec` replaces the shell of the whole run, and the variables and functions it had are gone. Leave out `exec`.',
  'differs.history':
    "`{words}` recalls an earlier command from the terminal's history, and a run has none. Write the command out.",
  'differs.startFiles':
    "`{words}` is defined by your shell's start files, and a run reads none of them. Load it in the runbook before, with `source` or `eval`.",

  noWayBack:
    '`{command}` cannot be taken back, and the runbook has no rollback section and keeps or checks nothing before it. Say how to go back, take a backup first, or put a task before it that says what to check.',
  noExpectedResult:
    'Nothing says what `{command}` should print, so whoever runs it at night has to guess. Add `# Expected: …` below it, or a fence with the output.',
  'prose.one':
    'This line reads as text for a person, not as a command, so it is not run. Begin it with `#`, or move the text out of the block.',
  'prose.many':
    'These lines read as text for a person, not as a command, so they are not run. Begin each with `#`, or move the text out of the block.',
  address:
    'This line is an address, and bash would look for a program of that name. Move it out of the block, as a link or as output, or give it to a program such as `curl`.',
  'prose.broken':
    'This line reads as text for a person, and bash would not understand the block, so none of it is run. Begin it with `#`, or move the text out of the block.',
  'output.notRun':
    'What begins here reads as the output of a command, so it is not run. Tag a block that only shows output `text`; otherwise move the output to a fence of its own.',
  'output.run':
    'This line reads as the output of a command, and would be run like one. Tag a block that only shows output `text`; otherwise move the output to a fence of its own, or write `$ ` before each command and tag the block `console`.',
  'output.broken':
    'This line reads as the output of a command, and bash would not understand the block, so none of it is run. Tag a block that only shows output `text`; otherwise move the output to a fence of its own, or write `$ ` before each command and tag the block `console`.',

  leftRunning:
    '`{command}` goes on running when its step is done, and nothing below ends it. End it where it is not needed any more, with `kill $!`.',
  'unguarded.one':
    '`{command}` takes something away from production, and no guard asks for that name. Write `guard={name}` behind the tag of its block, so that it has to be typed first.',
  'unguarded.many':
    '`{command}` and {count} more take something away from production, and no guard asks for that name. Write `guard={name}` behind the tag of their blocks, so that it has to be typed first.',

  'undefined.meant':
    'Nothing in the runbook sets `${name}`, but line {line} sets `${meant}`. If that is meant, write it so; if not, set `${name}` in a command above, or declare it under `inputs` in the front matter.',
  'undefined.one':
    'One command reads `${name}`, and nothing in the runbook sets it. Pasted, it is empty; a run asks for it before the command of line {line}. Set it in a command above, or declare it under `inputs` in the front matter.',
  'undefined.oneBlock':
    '{count} commands in 1 block read `${name}`, and nothing in the runbook sets it. Pasted, it is empty; a run asks for it before the command of line {line}. Set it in a command above, or declare it under `inputs` in the front matter.',
  'undefined.many':
    '{count} commands in {blocks} blocks read `${name}`, and nothing in the runbook sets it. Pasted, it is empty; a run asks for it before the command of line {line}. Set it in a command above, or declare it under `inputs` in the front matter.',
  'undefinedSecret.one':
    'One command reads `${name}`, and nothing in the runbook sets it. Pasted, it is empty; a run asks for it as a secret before the command of line {line}. Set it in a command above, or declare it under `inputs` in the front matter.',
  'undefinedSecret.oneBlock':
    '{count} commands in 1 block read `${name}`, and nothing in the runbook sets it. Pasted, it is empty; a run asks for it as a secret before the command of line {line}. Set it in a command above, or declare it under `inputs` in the front matter.',
  'undefinedSecret.many':
    '{count} commands in {blocks} blocks read `${name}`, and nothing in the runbook sets it. Pasted, it is empty; a run asks for it as a secret before the command of line {line}. Set it in a command above, or declare it under `inputs` in the front matter.',
  'placeholder.spelledTwice':
    '`{other}` here and `{one}` on line {line} look like one value, and are asked for separately. Write both the same way.',
  'placeholder.redirections':
    'Bash reads `{words}` as two redirections, from a file and to a file. If it is meant as a value to fill in, write one word in angle brackets; if not, put spaces around the `<`.',
  'placeholder.sample':
    '`{words}` reads as a sample, and `{risk}` would act on it as it stands. Write a hole such as `<name>`, so that a run asks for the value.',
  'placeholder.sampleSecret':
    '`{words}` reads as a sample, and `{name}` would be set to it as it stands. Write a hole such as `<name>` or a variable, so that a run asks for the value.',
  'placeholder.left':
    '`{words}` reads as a place to fill in, but nobody is asked for it and the command is run as it stands. Write a hole such as `{hole}`, so that a run asks for the value.',
  'placeholder.nameless':
    'A run asks for `{text}`, and nothing says what belongs there. Write a hole that says it, such as `<pod-name>`, or describe it under `inputs` in the front matter.',
  secretInText:
    '`{shown}…` looks like {what}. Everybody who can read the file, or its history, has it: withdraw it where it was issued, and write a variable such as `$API_TOKEN` in its place, so that a run asks for it.',

  secretArgument:
    'The value of `${name}` stands on the command line of `{program}`, where others on the machine can read it while it runs.',
  'secretInstead.curl': 'Give curl the header from the shell itself: `-H @<(printf ...)`.',
  'secretInstead.login': 'Write it to the standard input: `--password-stdin`.',
  'secretInstead.mysql': 'Give it by the environment, as `MYSQL_PWD`.',
  'secretInstead.psql': 'Give it by the environment, as `PGPASSWORD`.',
  'secretInstead.redis': 'Give it by the environment, as `REDISCLI_AUTH`.',
  'secretInstead.other':
    'Give it by the environment, a file or the standard input, where the program reads one.',

  brokenLink: 'There is no file {path}, seen from this runbook. Correct the path, or remove the link.',
  'brokenAnchor.here': 'No heading here has the anchor #{anchor}. Correct the link, or the heading it means.',
  'brokenAnchor.hereMeant': 'No heading here has the anchor #{anchor}. Did you mean #{meant}?',
  'brokenAnchor.there':
    'No heading in {path} has the anchor #{anchor}. Correct the link, or the heading it means.',
  'brokenAnchor.thereMeant': 'No heading in {path} has the anchor #{anchor}. Did you mean #{meant}?',
  reviewPassed:
    'This runbook was to be reviewed by {due}. Walk through it, then write the date of the next review.',
  'duplicate.section':
    'This section has the same title as the one of line {line}. Say what is different, so that a log and a call can tell them apart.',
  'duplicate.step':
    'This step has the same title as the one of line {line}. Say what is different, so that a log and a call can tell them apart.',
  'longChecklist.heading':
    'There are {count} tasks under this heading. Group them under headings of at most {most}, so that nobody loses their place.',
  'longChecklist.first':
    'There are {count} tasks before the first heading. Group them under headings of at most {most}, so that nobody loses their place.',
} as const;

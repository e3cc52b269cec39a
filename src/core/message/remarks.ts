/** The messages about problems that reading a runbook finds, with or without lint. */
export const remarks = {
  'remark.unclosedFence':
    'This fence is never closed, so everything to line {endLine} is inside it. Add the closing fence where the block ends.',
  'remark.unclosedFenceLikely':
    'This fence is never closed, so everything to line {endLine} is inside it. Line {line} looks like its end but does not match it. Add the closing fence where the block ends.',
  'remark.unclosedBlock':
    'The block has no closing fence, so where it ends is unknown. Close it before running.',
  'remark.fenceInFence': 'Line {inner} opens a fence inside the one of line {outer}; close that one first.',
  'remark.overindentedFence':
    'This fence mark is indented too far to count. Indent it like the fence or list item it belongs to, at most three spaces more.',
  'remark.fenceOutsideItem':
    "This fence stands outside the list item it belongs to. Indent it like the item's text.",
  'remark.malformedTask':
    'This looks like a task but is not one by GitHub\'s rules. Write "- [ ] " before it.',
  'remark.markdownInHtml':
    'This Markdown is inside an HTML block and is not read. Leave a blank line after the HTML tag above it.',
  'remark.zeroWidth':
    'An invisible character stands on this line; a step or command may not be recognised. Remove it.',
  'remark.mojibake.one':
    'UTF-8 text was read as {encoding} and saved again (1 line). Prose is shown repaired, commands are not; save the file with the letters restored.',
  'remark.mojibake.many':
    'UTF-8 text was read as {encoding} and saved again ({count} lines). Prose is shown repaired, commands are not; save the file with the letters restored.',
  'remark.notUtf8': 'The file is encoded as {encoding}; save it as UTF-8.',
  'remark.invalidUtf8.one': '1 line holds bytes that are not UTF-8, shown as \uFFFD; save the file as UTF-8.',
  'remark.invalidUtf8.many':
    '{count} lines hold bytes that are not UTF-8, shown as \uFFFD; save the file as UTF-8.',
  'remark.nul': 'A NUL character stands in the text, shown as \uFFFD; remove it.',
  'remark.frontMatterUnclosed': 'Front matter has no closing ---; add it.',
  'remark.frontMatterToml': 'TOML front matter is not read; write YAML between --- lines.',
  'remark.frontMatterTooLarge': 'Front matter is too large or too deeply nested to be read.',
  'remark.frontMatterNoMap': 'Front matter is not a map of keys and values.',
  'remark.frontMatterYaml': 'Front matter is not valid YAML: {reason}.',
  'remark.frontMatterTwice': '{key} is given twice in the front matter; the last one counts. Remove one.',
  'remark.frontMatterAKeyTwice':
    'This key is given twice in the front matter; the last one counts. Remove one.',
  'remark.badTimeout': 'timeout={text} is no time, so nothing is limited. Write it like 90s, 10m or 1h30m.',
  'remark.badPattern':
    'expect={text} is no regular expression between slashes, so a person judges the output.',
  'remark.badJsonPlace':
    'expect-json={text} names no place in JSON, so a person judges the output. Write it like $.status.phase == Running.',
  'remark.setLater':
    '${name} is used here but only set further down. Set it before, or ask for it with `inputs` in the front matter.',
  'remark.hereDocument':
    'The here-document that begins here has no end line, so the block is not run. Put its end word alone on a line, without spaces before or after it.',
  'remark.syntax':
    'The shell would not understand the command that begins here, so the block is not run. Correct it in the file, or show it as text by tagging the fence `text`.',
  'remark.syntaxMark':
    'The `{mark}` that stands here is never closed, so the block is not run. Correct it in the file, or show it as text by tagging the fence `text`.',
  'remark.syntaxBacktick':
    'A backtick that stands here is never closed, so the block is not run. Correct it in the file, or show it as text by tagging the fence `text`.',
  'remark.zshSyntax':
    'This block is for zsh and runs in bash, which reads `{words}` in another way or not at all. Check what it does there, or run it by hand.',
  'remark.commentInCommand':
    'A comment stands inside this command, and bash ends the command there: what is below it would be run as another one. Move the comment above the command.',
  'remark.otherLanguage':
    'This block reads as {language}, though its fence names a shell, so nothing in it is run. Tag the fence `{tag}`, or give the text to the program that reads it.',
  'remark.notACommand': 'This line reads as text for a person, not as a command, so it is not run.',
  'remark.hidden':
    'The command holds characters that cannot be seen or are easily mistaken: {kinds}. Check what is shown before it runs.',
  'hidden.noBreakSpace': 'no-break space',
  'hidden.zeroWidth': 'zero-width',
  'hidden.bidirectional': 'bidirectional',
  'hidden.control': 'control',
  'hidden.misEncoded': 'mis-encoded',
  'hidden.lookAlike': 'look-alike',
  'remark.rootPrompt': 'The runbook shows this command at a root prompt that the command before it opened.',
  'fill.noValue': '{text} has no value yet. Fill it in first.',
  'fill.empty': '{text} has an empty value. Fill it in first.',
  'fill.notPossible': '{text} has a value with a character that no command can hold.',
  'fill.changesQuery':
    'The value of {names} could change what this query asks, so it is not written into it. Use a plain word or number, or edit the command for this run.',
  'fill.changesMeaning':
    'The value of {names} cannot be written into this command without changing what the shell reads. Use a simpler value, or edit the command.',
} as const;

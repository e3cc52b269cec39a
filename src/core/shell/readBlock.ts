import type { BlockSource, BlockTools, ReadBlock } from './block.ts';
import { readScript } from './blockKind.ts';
import { readCommands } from './commandsBlock.ts';
import { readScriptUse } from './programs/scriptUse.ts';

export type { BlockSource, BlockTools, ReadBlock } from './block.ts';

/** Reads one shell block; never throws. The caller decides by the language that it is one. */
export function readBlock(source: BlockSource, tools: BlockTools): ReadBlock {
  const script = readScript(source);
  if (script !== undefined) {
    return { ...script, ...readScriptUse(source, script.interpreter, tools) };
  }
  const commands = readCommands(source, tools);
  return commands.statements.length === 0 ? { kind: 'manual', problems: commands.problems } : commands;
}

import { trGate } from './gate.ts';
import { trHandover } from './handover.ts';

/** Turkish of what one person does not do alone. */
export const trOthers = { ...trGate, ...trHandover } as const;

import { enGate } from './gate.ts';
import { enHandover } from './handover.ts';

/** English of what one person does not do alone. */
export const enOthers = { ...enGate, ...enHandover } as const;

// Loaded before a runner: its clock is ahead by as many milliseconds as the file says that `HANDRAIL_AHEAD` names.
import { readFileSync } from 'node:fs';

const file = process.env['HANDRAIL_AHEAD'] ?? '';
const { now } = Date;

Date.now = () => {
  try {
    return now() + Number(readFileSync(file, 'utf8'));
  } catch {
    return now();
  }
};

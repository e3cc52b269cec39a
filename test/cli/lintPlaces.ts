import { afterEach } from 'vitest';
import { Place } from './handrail.ts';

// Texts to lint, and folders that are removed after each test.

export const unclosed = '# Restart\n\n```bash\nsystemctl restart proxy\n# Expected: no output\n';
export const clean = '# Restart\n\n- [ ] The proxy is up\n';
export const hidden = '# Restart\n\n- [ ] The \u200Bproxy is up\n';

const places: Place[] = [];
afterEach(() => places.splice(0).forEach(place => place[Symbol.dispose]()));

/** A folder with these files. */
export function placeOf(files: Readonly<Record<string, string>>): Place {
  const place = new Place(files);
  places.push(place);
  return place;
}

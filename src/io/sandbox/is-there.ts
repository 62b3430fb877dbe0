import fs from 'node:fs';

/** Whether anything stands at a path, be it a link that leads nowhere. */
export function isThere(place: string): boolean {
  return fs.lstatSync(place, { throwIfNoEntry: false }) !== undefined;
}

/** Whether a path leads to something. */
export function leadsSomewhere(place: string): boolean {
  return fs.existsSync(place);
}

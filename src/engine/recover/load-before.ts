import { readRunFile } from '../../io/store/run-file.ts';
import type { Before } from '../work/prepare.ts';

/** How the repository looked before the agent ran, from the run's folder; null when that is not known. */
export function loadBefore(dir: string): Before | null {
  const text = readRunFile(dir, 'before.json')?.toString('utf8');
  if (text === undefined) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isBefore(value) ? value : null;
  } catch {
    return null;
  }
}

function isBefore(value: unknown): value is Before {
  return (
    isObject(value) &&
    isObject(value['files']) &&
    isObject(value['files']['files']) &&
    Array.isArray(value['files']['hookFolders']) &&
    isObject(value['refs']) &&
    Array.isArray(value['stash']) &&
    isObject(value['checkout']) &&
    isObject(value['checkout']['dirty'])
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

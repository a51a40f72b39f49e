import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { stdout } from 'node:process';

/** Prints one line for the person at the terminal; a closed terminal is no error. */
export function say(line = '') {
  if (stdout.writable) stdout.write(`${line}\n`);
}

stdout.on('error', () => {});

/**
 * @param {number} milliseconds
 * @returns {string} "0.4 s", "12 s" or "2 min 05 s"
 */
export function duration(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}

/**
 * @param {number} bytes
 * @returns {string} decimal megabytes, as package registries give them: "42.2 MB"
 */
export function megabytes(bytes) {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/**
 * @param {string} path
 * @returns {string} the size of a file, or of everything in a folder, in megabytes
 */
export function sizeOf(path) {
  return megabytes(bytesOf(path));
}

/**
 * @param {string} path
 * @returns {number}
 */
function bytesOf(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.size;
  return readdirSync(path).reduce((sum, name) => sum + bytesOf(join(path, name)), 0);
}

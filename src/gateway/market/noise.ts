/**
 * Random numbers by position instead of by sequence: the same seed, channel and index always give the same value, so
 * any instant of the simulated past can be computed alone and restarts agree.
 */
const FNV_PRIME = 16_777_619;

/** FNV-1a, 32 bit. */
export function hashText(text: string, seed: number): number {
  let hash = (2_166_136_261 ^ seed) >>> 0;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), FNV_PRIME) >>> 0;
  }
  return hash;
}

/** MurmurHash3 finalizer over seed and index. @returns 32 bits */
function hashAt(seed: number, index: number): number {
  let hash = (seed ^ Math.imul(index | 0, 0x9e3779b1)) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** @returns 0 (inclusive) to 1 (exclusive) */
export function uniformAt(seed: number, index: number): number {
  return hashAt(seed, index) / 4_294_967_296;
}

/** Sum of four uniforms: bell-shaped, variance 1, never beyond ±3.5, so no simulated day runs away. */
export function bellAt(seed: number, index: number): number {
  const base = index * 4;
  const total =
    uniformAt(seed, base) + uniformAt(seed, base + 1) + uniformAt(seed, base + 2) + uniformAt(seed, base + 3);
  return (total - 2) * Math.sqrt(3);
}

/** Continuous noise: values in [-1, 1] at whole positions, straight lines between. */
export function lineNoise(seed: number, position: number): number {
  const left = Math.floor(position);
  const from = uniformAt(seed, left);
  const to = uniformAt(seed, left + 1);
  return (from + (to - from) * (position - left)) * 2 - 1;
}

/** Of the list of backups, in whichever window it stands. */
export const restoreText = {
  madeBy: (when: string, version: string, size: string) => `${when} · version ${version} · ${size}`,
  restore: 'Restore',
  restoreName: (name: string) => `Restore ${name}`,
  back: 'Back',
} as const;

import type { FileHandle } from 'node:fs/promises';
import type { Secret } from '../../shared/secret.ts';
import { deriveKey, newSalt, type ScryptCost } from '../vault/scrypt-key.ts';
import { type BackupFiles, FILE_MODE } from './backup-files.ts';
import {
  type BackupHeader,
  type BackupManifest,
  encodeHead,
  FRAME_BYTES,
  type FrameKey,
  hashOfHead,
  sealFrame,
} from './backup-format.ts';

export interface WriteBackupInput {
  readonly files: BackupFiles;
  /** A database that nobody writes to any more. */
  readonly databasePath: string;
  readonly toPath: string;
  readonly passphrase: Secret;
  readonly cost: ScryptCost;
  readonly facts: Pick<BackupHeader, 'createdAtMs' | 'appVersion' | 'schemaVersion'>;
  readonly settings: BackupManifest['settings'];
}

/** Writes and syncs a new file. What a failure leaves at `toPath` is the caller's to remove. */
export async function writeBackup(input: WriteBackupInput): Promise<void> {
  const { files, databasePath, toPath, passphrase, cost, facts, settings } = input;
  const salt = newSalt();
  const key = await deriveKey(passphrase, salt, cost);
  const source = await files.open(databasePath, 'r');
  try {
    const target = await files.open(toPath, 'wx', FILE_MODE);
    try {
      const head = encodeHead({ ...facts, cost, salt: salt.toString('base64') });
      await writeAll(target, head);
      const { size } = await source.stat();
      const manifest: BackupManifest = { databaseBytes: size, settings };
      await writeFrames(source, target, { key, headHash: hashOfHead(head) }, manifest);
      await target.sync();
    } finally {
      await target.close();
    }
  } finally {
    key.fill(0);
    await source.close();
  }
}

async function writeFrames(
  source: FileHandle,
  target: FileHandle,
  key: FrameKey,
  manifest: BackupManifest,
): Promise<void> {
  await writeAll(target, sealFrame(key, 0, false, Buffer.from(JSON.stringify(manifest), 'utf8')));
  const buffer = Buffer.alloc(FRAME_BYTES);
  let written = 0;
  for (let index = 1; written < manifest.databaseBytes; index += 1) {
    const { bytesRead } = await source.read(buffer, 0, FRAME_BYTES, written);
    if (bytesRead === 0) throw new Error('the copy of the database became shorter');
    written += bytesRead;
    const isLast = written >= manifest.databaseBytes;
    await writeAll(target, sealFrame(key, index, isLast, buffer.subarray(0, bytesRead)));
  }
}

/** A write may take less than it was given, on a disk that is getting full for example. */
async function writeAll(target: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let offset = 0; offset < bytes.byteLength; ) {
    const { bytesWritten } = await target.write(bytes, offset, bytes.byteLength - offset);
    offset += bytesWritten;
  }
}

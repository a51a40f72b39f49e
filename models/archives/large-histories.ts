import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { mongo } from 'mongoose';
import type { Connection } from 'mongoose';

/** Compressed histories that are too large for a document, as files in GridFS, named by the run's id. */
export interface LargeHistories {
  /** A repeat after an interruption leaves a second file of the same name and content. */
  write(id: string, gz: Buffer): Promise<void>;
  read(id: string): Promise<Buffer>;
}

/** Opens the store of histories that are too large for one document. */
export function createLargeHistories(connection: Connection): LargeHistories {
  /** Made when it is needed: a connection has no database before it is open. */
  function bucket() {
    if (!connection.db) throw new Error('The connection to MongoDB is not open.');
    return new mongo.GridFSBucket(connection.db, { bucketName: 'archivedHistories' });
  }

  return {
    write: (id, gz) => pipeline(Readable.from([gz]), bucket().openUploadStream(id)),
    read: (id) => buffer(bucket().openDownloadStreamByName(id)),
  };
}

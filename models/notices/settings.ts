import { Schema } from 'mongoose';
import type { Connection, InferRawDocType } from 'mongoose';

export const DIGESTS = ['none', 'hourly', 'daily'] as const;
export type Digest = (typeof DIGESTS)[number];

/** Where somebody is told; in the console always. */
export const NOTICE_CHANNELS = ['in-app', 'email'] as const;
export type NoticeChannel = (typeof NOTICE_CHANNELS)[number];

/** How somebody wants to be told. */
export interface NoticeSettings {
  /** No mail comes between these times of the day (HH:mm), which may be two days' (22:00 to 07:00). */
  readonly quietHours?: { readonly from: string; readonly to: string };
  readonly digest: Digest;
  readonly channels: readonly NoticeChannel[];
  /** IANA zone in which the hours are meant. */
  readonly zone: string;
}

export interface NoticeSettingsStore {
  /** Undefined: the person has never set any, and is told everything at once. */
  of(user: string): Promise<NoticeSettings | undefined>;
  save(user: string, settings: NoticeSettings): Promise<void>;
}

const definition = {
  _id: { type: String, required: true },
  quietHours: {
    type: { from: { type: String, required: true }, to: { type: String, required: true } },
    _id: false,
    default: undefined,
  },
  digest: { type: String, enum: DIGESTS, required: true },
  channels: { type: [{ type: String, enum: NOTICE_CHANNELS, required: true }], required: true },
  zone: { type: String, required: true },
} as const;

type SettingsDocument = InferRawDocType<typeof definition>;

const settingsSchema = new Schema(definition, {
  collection: 'noticeSettings',
  versionKey: false,
  strict: 'throw',
});

/** Opens the settings on a connection. */
export function createNoticeSettings(connection: Connection): NoticeSettingsStore {
  const model = connection.model<SettingsDocument>('NoticeSettings', settingsSchema);
  return {
    of: async (user) => {
      const found = await model.findById(user).lean();
      if (!found) return undefined;
      const { quietHours, digest, channels, zone } = found;
      return { ...(quietHours && { quietHours }), digest, channels, zone };
    },
    save: async (user, settings) => {
      await model.replaceOne({ _id: user }, settings, { upsert: true });
    },
  };
}

import type {
  AcknowledgementRecord,
  AlertRecord,
  AnnouncementRecord,
} from '@lianxue/schema/gen/wire.ts';
import { declare } from '../declare.ts';
import { announcementReaders } from './rules.ts';
import { acknowledgements, alerts, announcements } from './tables.ts';

export const announcement = declare<AnnouncementRecord>({
  name: 'Announcement',
  owner: 'author',
  lane: 'control',
  way: 'both',
  version: 1,
  table: announcements,
  audience: announcementReaders,
});

/** Seen by the site it is about. */
export const alert = declare<AlertRecord>({
  name: 'Alert',
  owner: 'author',
  lane: 'control',
  way: 'both',
  version: 1,
  table: alerts,
  audience: (body) => [`branch:${body.site}`],
});

export const acknowledgement = declare<AcknowledgementRecord>({
  name: 'Acknowledgement',
  owner: 'author',
  lane: 'control',
  way: 'both',
  version: 1,
  table: acknowledgements,
  audience: (body) => [`branch:${body.to}`],
});

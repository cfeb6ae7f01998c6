import type {
  AlertState,
  AnnouncementRecord,
  AnnouncementState,
} from '@lianxue/schema/gen/wire.ts';
import type { Transitions } from '../transitions.ts';

/** Life of an announcement. Source: office practice; what was sent is taken back, never unsent. */
export const announcementSteps: Transitions<AnnouncementState> = {
  draft: ['published', 'withdrawn'],
  published: ['withdrawn'],
  withdrawn: [],
};

/** Life of an alert. Source: the collaboration office's duty rules. A cleared one is over: a new fault is a new alert. */
export const alertSteps: Transitions<AlertState> = {
  open: ['taken', 'cleared'],
  taken: ['open', 'cleared'],
  cleared: [],
};

/** Audience tokens that get an announcement: nobody while it is a draft or was taken back. */
export const announcementReaders = (
  announcement: Pick<AnnouncementRecord, 'audience' | 'state'>,
): string[] => (announcement.state === 'published' ? announcement.audience : []);

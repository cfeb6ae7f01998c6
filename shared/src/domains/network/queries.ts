import type {
  AlertRecord,
  AlertState,
  AnnouncementRecord,
  AnnouncementState,
  Importance,
} from '@lianxue/schema/gen/wire.ts';
import { sqliteRecordTable } from '../../storage/sqlite/columns.ts';
import { isVisible } from '../node-rows.ts';
import type { Database, NodeOf, Sight } from '../node-rows.ts';
import { matches, readPage } from '../pages.ts';
import type { Page, PageRequest } from '../pages.ts';
import { alert, announcement } from './domain.ts';
import { alerts, announcements } from './tables.ts';

const announcementRows = sqliteRecordTable(announcements);
const alertRows = sqliteRecordTable(alerts);

export type AnnouncementNode = NodeOf<AnnouncementRecord>;
export type AlertNode = NodeOf<AlertRecord>;

export interface AnnouncementFilter {
  importance?: Importance | null | undefined;
  state?: AnnouncementState | null | undefined;
}

/** Announcements that the sight shows, last changed first. */
export function listAnnouncements(
  db: Database,
  ask: { sight: Sight; filter?: AnnouncementFilter | null | undefined },
  page: PageRequest,
): Page<AnnouncementNode> {
  const where = [
    isVisible(announcementRows, ask.sight),
    matches(announcementRows.importance, ask.filter?.importance),
    matches(announcementRows.state, ask.filter?.state),
  ];
  const by = announcementRows.at;
  const listing = { type: announcement, table: announcementRows, where, by, descending: true };
  return readPage<AnnouncementRecord>(db, listing, page);
}

export interface AlertFilter {
  site?: string | null | undefined;
  state?: AlertState | null | undefined;
}

/** Alerts that the sight shows, newest first. */
export function listAlerts(
  db: Database,
  ask: { sight: Sight; filter?: AlertFilter | null | undefined },
  page: PageRequest,
): Page<AlertNode> {
  const where = [
    isVisible(alertRows, ask.sight),
    matches(alertRows.site, ask.filter?.site),
    matches(alertRows.state, ask.filter?.state),
  ];
  const listing = {
    type: alert,
    table: alertRows,
    where,
    by: alertRows.raisedAt,
    descending: true,
  };
  return readPage<AlertRecord>(db, listing, page);
}

/**
 * The one catalogue of error codes. Every error that leaves a server carries
 * one of these; anything else is a bug and leaves as INTERNAL, saying nothing.
 */
export type Retry = 'never' | 'backoff' | 'operator';

export interface ErrorKind {
  /** HTTP status when it ends a plain HTTP request. */
  status: number;
  /** Whether a machine may try again: never, by itself after a pause, or after a person acted. */
  retry: Retry;
  zh: string;
  en: string;
}

export const ERRORS = {
  INTERNAL: {
    status: 500,
    retry: 'backoff',
    zh: '服务器内部错误，已记入日志。',
    en: 'Internal error; it has been logged.',
  },
  BAD_INPUT: {
    status: 400,
    retry: 'never',
    zh: '输入有误，请看字段说明。',
    en: 'The input is not valid; see the fields named.',
  },
  NOT_FOUND: { status: 404, retry: 'never', zh: '没有找到这条记录。', en: 'No such record.' },
  UNAUTHENTICATED: { status: 401, retry: 'never', zh: '请先登录。', en: 'Sign in first.' },
  FORBIDDEN: { status: 403, retry: 'never', zh: '没有权限。', en: 'Not allowed.' },
  RATE_LIMITED: {
    status: 429,
    retry: 'backoff',
    zh: '请求过于频繁，请稍后再试。',
    en: 'Too many requests; try again later.',
  },
  CONFLICT: {
    status: 409,
    retry: 'never',
    zh: '记录已被他人修改，请刷新后再试。',
    en: 'The record changed meanwhile; reload and try again.',
  },
  NOT_OWNER: {
    status: 403,
    retry: 'never',
    zh: '这条记录归另一站点所有，只有它能修改。',
    en: 'Another site owns this record; only that site may change it.',
  },
  UNKNOWN_TYPE: {
    status: 400,
    retry: 'operator',
    zh: '本站软件还不认识这种数据项，升级后会自动重放。',
    en: 'This software does not know the record type yet; it is replayed after an upgrade.',
  },
  WRONG_LANE: {
    status: 400,
    retry: 'operator',
    zh: '数据项走错了通道。',
    en: 'The record came in the wrong lane.',
  },
  BAD_ENTRY: {
    status: 400,
    retry: 'operator',
    zh: '同步条目无法解析。',
    en: 'The sync entry cannot be read.',
  },
  BAD_HASH: {
    status: 400,
    retry: 'operator',
    zh: '内容与校验值不符，可能在途中或磁盘上损坏。',
    en: 'The content does not match its hash; it was damaged on the way or on disk.',
  },
  BAD_FIELD: {
    status: 400,
    retry: 'operator',
    zh: '字段不符合数据规范。',
    en: 'A field does not meet the data contract.',
  },
  BAD_BATCH: {
    status: 400,
    retry: 'operator',
    zh: '同步批次不完整或签名不对，链路已停。',
    en: 'The sync batch is broken or wrongly signed; the link is halted.',
  },
  PROTOCOL: {
    status: 409,
    retry: 'operator',
    zh: '双方的同步协议版本不相容，请升级。',
    en: 'The two sites speak incompatible sync protocols; upgrade one.',
  },
  CURSOR: {
    status: 409,
    retry: 'backoff',
    zh: '同步位置不一致，将重新握手。',
    en: 'The sync positions differ; the link says hello again.',
  },
  FORKED: {
    status: 409,
    retry: 'backoff',
    zh: '一方从旧备份恢复过，正在找回记录。',
    en: 'One site was restored from an old backup; records are being brought back.',
  },
  UNKNOWN_SITE: {
    status: 403,
    retry: 'operator',
    zh: '对方站点未登记或已停用。',
    en: 'The site is not registered or not active.',
  },
  CLONED: {
    status: 409,
    retry: 'operator',
    zh: '有两台机器使用同一站点密钥，同步已暂停：停掉其中一台，再由总院解除。',
    en: 'Two machines speak with this site’s key; stop one, then the hub ends the hold.',
  },
  BUSY: {
    status: 503,
    retry: 'backoff',
    zh: '服务繁忙，请稍后再试。',
    en: 'Busy; try again shortly.',
  },
  UNREACHABLE: {
    status: 502,
    retry: 'backoff',
    zh: '无法连接对方站点。',
    en: 'The other site cannot be reached.',
  },
  NO_SEAT: { status: 409, retry: 'never', zh: '名额已满。', en: 'No seat is left.' },
  STORAGE: {
    status: 500,
    retry: 'operator',
    zh: '数据库未按要求打开，数据可能不安全。',
    en: 'The database is not open in the way that keeps data safe.',
  },
  TOO_LARGE: {
    status: 413,
    retry: 'never',
    zh: '请求内容过大。',
    en: 'The request is too large.',
  },
  KEY_FILE: {
    status: 500,
    retry: 'operator',
    zh: '站点密钥文件不可用。',
    en: 'The site’s key file cannot be used.',
  },
  CONFIG: {
    status: 500,
    retry: 'operator',
    zh: '配置有误。',
    en: 'The configuration is not valid.',
  },
  NOT_SETTLED: {
    status: 503,
    retry: 'backoff',
    zh: '本站刚从备份恢复，正在找回记录，稍后再作决定。',
    en: 'This site was restored and is getting its records back; it decides later.',
  },
  BACKUP_DAMAGED: {
    status: 500,
    retry: 'operator',
    zh: '备份文件不完整或已损坏，未作任何改动。',
    en: 'The backup is incomplete or damaged; nothing was changed.',
  },
  BACKUP_FOREIGN: {
    status: 409,
    retry: 'operator',
    zh: '这是另一站点的备份，未作任何改动。',
    en: 'The backup is another site’s; nothing was changed.',
  },
  AUDIT_BROKEN: {
    status: 500,
    retry: 'operator',
    zh: '审计日志不完整或被改动。',
    en: 'The audit log is incomplete or was changed.',
  },
  IN_USE: {
    status: 409,
    retry: 'operator',
    zh: '数据库正在使用，请先停止服务。',
    en: 'The database is in use; stop the server first.',
  },
  NEWER_DATABASE: {
    status: 500,
    retry: 'operator',
    zh: '数据库由更新版本的软件写成，请升级本软件。',
    en: 'The database was written by a newer version of this software; upgrade it.',
  },
} as const satisfies Record<string, ErrorKind>;

export type ErrorCode = keyof typeof ERRORS;

export interface FieldFault {
  code: string;
  field: string;
  zh: string;
  en: string;
}

/** An error that may be shown: a catalogue code, and for bad input the fields at fault. `detail` is for people, without personal data. */
export class CodedError extends Error {
  readonly code: ErrorCode;
  readonly faults: readonly FieldFault[];
  /** When it is worth trying again, ms from now; 0 when not known. */
  readonly retryAfterMs: number;

  constructor(
    code: ErrorCode,
    options: {
      detail?: string;
      faults?: readonly FieldFault[];
      cause?: unknown;
      retryAfterMs?: number;
    } = {},
  ) {
    super(options.detail ? `${ERRORS[code].en} ${options.detail}` : ERRORS[code].en, {
      cause: options.cause,
    });
    this.name = 'CodedError';
    this.code = code;
    this.faults = options.faults ?? [];
    this.retryAfterMs = options.retryAfterMs ?? 0;
  }
}

export const isCoded = (error: unknown, code?: ErrorCode): error is CodedError =>
  error instanceof CodedError && (code === undefined || error.code === code);

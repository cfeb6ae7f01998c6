import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { RequestContext } from '@lianxue/shared/server/context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An integer that may exceed 32 bits 长整数: sequence numbers and counts. */
  Long: { input: number; output: number; }
  /** Milliseconds since 1970-01-01 UTC, an integer 时间戳（毫秒，UTC）. */
  Timestamp: { input: number; output: number; }
};

/** Kind of actor 操作者类型 */
export type ActorKind =
  /** Someone at the machine's command line 命令行 */
  | 'command'
  /** Nobody known 未登录者 */
  | 'nobody'
  /** Someone with an account 人员 */
  | 'person'
  /** Another site 站点 */
  | 'site'
  /** This software by itself 系统 */
  | 'system';

/** An announcement to send 待发通知 */
export type AnnounceInput = {
  /** Who gets it 接收范围 */
  audience: Array<Scalars['String']['input']>;
  /** No longer of interest after this 失效时间 */
  expiresAt?: InputMaybe<Scalars['Timestamp']['input']>;
  /** Importance 重要程度 */
  importance: Importance;
  /** Text 正文 */
  text: Scalars['String']['input'];
  /** Title 标题 */
  title: Scalars['String']['input'];
};

/** Announcement 通知 */
export type Announcement = {
  __typename?: 'Announcement';
  /** Who gets it 接收范围 */
  audience: Array<Scalars['String']['output']>;
  /** No longer of interest after this 失效时间 */
  expiresAt?: Maybe<Scalars['Timestamp']['output']>;
  /** Record id 记录编号 */
  id: Scalars['ID']['output'];
  /** Importance 重要程度 */
  importance: Importance;
  /** Owner site 发布站点 */
  owner: Scalars['String']['output'];
  /** Published 发布时间 */
  publishedAt?: Maybe<Scalars['Timestamp']['output']>;
  /** Version of the record 记录版本 */
  revision: Scalars['Int']['output'];
  /** State 状态 */
  state: AnnouncementState;
  /** Text 正文 */
  text: Scalars['String']['output'];
  /** Title 标题 */
  title: Scalars['String']['output'];
  /** Last changed 更新时间 */
  updatedAt: Scalars['Timestamp']['output'];
};

/** A page of announcements 通知分页 */
export type AnnouncementConnection = {
  __typename?: 'AnnouncementConnection';
  /** As of 数据时间 */
  asOf: Scalars['Timestamp']['output'];
  /** The announcements 通知 */
  nodes: Array<Announcement>;
  /** Position 分页信息 */
  pageInfo: PageInfo;
  /** How many match in all 总数 */
  totalCount: Scalars['Int']['output'];
};

/** Which announcements 通知筛选 */
export type AnnouncementFilter = {
  /** Importance 重要程度 */
  importance?: InputMaybe<Importance>;
  /** State 状态 */
  state?: InputMaybe<AnnouncementState>;
};

/** State of an announcement 通知状态 */
export type AnnouncementState =
  /** Being written 草稿 */
  | 'draft'
  /** Sent to its audience 已发布 */
  | 'published'
  /** Taken back 已撤回 */
  | 'withdrawn';

/** A page of audit entries 审计分页 */
export type AuditConnection = {
  __typename?: 'AuditConnection';
  /** As of 数据时间 */
  asOf: Scalars['Timestamp']['output'];
  /** The entries 审计记录 */
  nodes: Array<AuditEntry>;
  /** Position 分页信息 */
  pageInfo: PageInfo;
  /** How many match in all 总数 */
  totalCount: Scalars['Int']['output'];
};

/** Audit entry 审计记录 */
export type AuditEntry = {
  __typename?: 'AuditEntry';
  /** What 操作 */
  action: Scalars['String']['output'];
  /** Who 操作者; empty for nobody known */
  actor: Scalars['String']['output'];
  /** Kind of actor 操作者类型 */
  actorKind: ActorKind;
  /** From where 来源地址 */
  address: Scalars['String']['output'];
  /** When 时间 */
  at: Scalars['Timestamp']['output'];
  /** More, as a JSON object 详情; empty if there is none */
  detail: Scalars['String']['output'];
  /** Hash of the entry upon the one before 链式校验值 */
  hash: Scalars['String']['output'];
  /** `ok` or an error code 结果 */
  result: Scalars['String']['output'];
  /** In which role 角色 */
  role: Scalars['String']['output'];
  /** Number in this site's log 序号 */
  seq: Scalars['Long']['output'];
  /** Of what 对象 */
  subject: Scalars['String']['output'];
};

/** Which entries 审计筛选 */
export type AuditFilter = {
  /** Action, or its beginning 操作 */
  action?: InputMaybe<Scalars['String']['input']>;
  /** Login, site or command user 操作者 */
  actor?: InputMaybe<Scalars['String']['input']>;
  /** Kind of actor 操作者类型 */
  actorKind?: InputMaybe<ActorKind>;
  /** Address 来源地址 */
  address?: InputMaybe<Scalars['String']['input']>;
  /** Refusals and failures alone 仅未成功 */
  failed?: InputMaybe<Scalars['Boolean']['input']>;
  /** `ok` or an error code 结果 */
  result?: InputMaybe<Scalars['String']['input']>;
  /** Not before 起始时间 */
  since?: InputMaybe<Scalars['Timestamp']['input']>;
  /** Part of what is concerned 对象, such as Course/ */
  subject?: InputMaybe<Scalars['String']['input']>;
  /** Not after 截止时间 */
  until?: InputMaybe<Scalars['Timestamp']['input']>;
};

/** Branch 分院 */
export type Branch = {
  __typename?: 'Branch';
  /** Branch code 分院代码 */
  code: Scalars['String']['output'];
  /** Version of the data contract agreed with it 数据规范版本 */
  contractVersion: Scalars['Int']['output'];
  /** Record id 记录编号: the branch code */
  id: Scalars['ID']['output'];
  /** When it became a member 加入时间 */
  joinedAt?: Maybe<Scalars['Timestamp']['output']>;
  /** Public keys of its node 节点公钥 */
  keys: Array<Scalars['String']['output']>;
  /** Level 层级 */
  level: BranchLevel;
  /** Its liaison officers 联络员 */
  liaisons: Array<Liaison>;
  /** Full name 分院名称 */
  name: Scalars['String']['output'];
  /** Owner site 所有站点 */
  owner: Scalars['String']['output'];
  /** Site directly above it 上级站点 */
  parent: Scalars['String']['output'];
  /** What it says about itself 分院信息; null until it has said so */
  profile?: Maybe<BranchProfile>;
  /** Region code 行政区划代码 */
  region: Scalars['String']['output'];
  /** Issue date of the region table used 区划代码版本日期 */
  regionIssued: Scalars['String']['output'];
  /** Version of the record 记录版本 */
  revision: Scalars['Int']['output'];
  /** Short name 简称 */
  shortName?: Maybe<Scalars['String']['output']>;
  /** State 状态 */
  state: BranchState;
  /** Last changed 更新时间 */
  updatedAt: Scalars['Timestamp']['output'];
};

/** A page of branches 分院分页 */
export type BranchConnection = {
  __typename?: 'BranchConnection';
  /** As of 数据时间 */
  asOf: Scalars['Timestamp']['output'];
  /** The branches 分院 */
  nodes: Array<Branch>;
  /** Position 分页信息 */
  pageInfo: PageInfo;
  /** How many match in all 总数 */
  totalCount: Scalars['Int']['output'];
};

/** Office contact 联系方式 */
export type BranchContact = {
  __typename?: 'BranchContact';
  /** E-mail 办公邮箱 */
  email?: Maybe<Scalars['String']['output']>;
  /** Office or duty 科室或岗位 */
  office: Scalars['String']['output'];
  /** Telephone 办公电话 */
  phone?: Maybe<Scalars['String']['output']>;
};

/** Which branches 分院筛选 */
export type BranchFilter = {
  /** Level 层级 */
  level?: InputMaybe<BranchLevel>;
  /** Region the branch lies in 行政区划代码 */
  region?: InputMaybe<Scalars['String']['input']>;
  /** State 状态 */
  state?: InputMaybe<BranchState>;
  /** Words in name or code 关键词 */
  text?: InputMaybe<Scalars['String']['input']>;
};

/** Level of a branch 分院层级 */
export type BranchLevel =
  /** City branch 市级分院 */
  | 'city'
  /** Branch at another institution 其他机构分院 */
  | 'institution'
  /** Provincial branch 省级分院 */
  | 'province'
  /** University branch 高校分院 */
  | 'university';

/** Branch profile 分院信息 */
export type BranchProfile = {
  __typename?: 'BranchProfile';
  /** What it can do 能力 */
  capabilities: Array<Scalars['String']['output']>;
  /** Office contacts 联系方式 */
  contacts: Array<BranchContact>;
  /** Record id 记录编号: the branch code */
  id: Scalars['ID']['output'];
  /** Introduction 简介 */
  introduction?: Maybe<Scalars['String']['output']>;
  /** Version of the record 记录版本 */
  revision: Scalars['Int']['output'];
  /** Supply or demand side 供给侧或需求侧 */
  role: SupplyRole;
  /** Software version of its node 节点软件版本 */
  software: Scalars['String']['output'];
  /** Last changed 更新时间 */
  updatedAt: Scalars['Timestamp']['output'];
};

/** Where a branch stands in the network 分院状态 */
export type BranchState =
  /** Full member 正式运行 */
  | 'active'
  /** Has applied 已申请 */
  | 'applied'
  /** Left the network 已退出 */
  | 'retired'
  /** Exchange stopped for now 暂停 */
  | 'suspended'
  /** Exchanges records on trial 试运行 */
  | 'trial'
  /** Its papers were checked 已审核 */
  | 'vetted';

/** Two versions of one record of this site, neither written upon the other 冲突 */
export type Conflict = {
  __typename?: 'Conflict';
  /** Fields that are not the same 不同的字段 */
  fields: Array<FieldDifference>;
  /** Peer that gave the other version back 归还站点 */
  from: Scalars['String']['output'];
  /** Record id 记录编号 */
  id: Scalars['ID']['output'];
  /** What stands here, as JSON 本站版本; null for a tombstone */
  ours?: Maybe<Scalars['String']['output']>;
  /** Its name 编号 */
  ref: Scalars['ID']['output'];
  /** Since 出现时间 */
  since: Scalars['Timestamp']['output'];
  /** What came back, as JSON 找回版本; null for a tombstone */
  theirs?: Maybe<Scalars['String']['output']>;
  /** Record type 数据项 */
  type: Scalars['String']['output'];
  /** When the other version was written, by this site's clock of that time 写入时间 */
  writtenAt: Scalars['Timestamp']['output'];
};

/** A page of conflicts 冲突分页 */
export type ConflictConnection = {
  __typename?: 'ConflictConnection';
  /** As of 数据时间 */
  asOf: Scalars['Timestamp']['output'];
  /** The conflicts 冲突 */
  nodes: Array<Conflict>;
  /** Position 分页信息 */
  pageInfo: PageInfo;
};

/** Which version of a conflict is true 冲突取舍 */
export type ConflictSide =
  /** A body made of both 合并 */
  | 'merged'
  /** What stands here 保留本站版本 */
  | 'ours'
  /** What came back 采用找回版本 */
  | 'theirs';

/** Course 课程: one version of it */
export type Course = {
  __typename?: 'Course';
  /** Who may see it 可见范围 */
  audience: Array<Scalars['String']['output']>;
  /** Cadre-training category 干部教育类别 */
  category: Scalars['String']['output'];
  /** Course code 课程编号 */
  code: Scalars['String']['output'];
  /** Learning hours its author proposes 建议学时 */
  hours?: Maybe<Scalars['Float']['output']>;
  /** Record id 记录编号 */
  id: Scalars['ID']['output'];
  /** Kind 课程形式 */
  kind: CourseKind;
  /** Licence 授权方式 */
  licence: Scalars['String']['output'];
  /** Length in minutes 时长（分钟） */
  minutes: Scalars['Int']['output'];
  /** Owner site 所有站点 */
  owner: Scalars['String']['output'];
  /** The version it replaces 被取代的版本 */
  replaces?: Maybe<Scalars['ID']['output']>;
  /** Version of the record 记录版本, to be named when changing it */
  revision: Scalars['Int']['output'];
  /** Producing unit 产出单位 */
  school: Scalars['String']['output'];
  /** State 状态 */
  state: CourseState;
  /** Summary 简介 */
  summary?: Maybe<Scalars['String']['output']>;
  /** Syllabus items it serves 对应大纲条目 */
  syllabus?: Maybe<Array<Scalars['ID']['output']>>;
  /** Course title 课程名称 */
  title: Scalars['String']['output'];
  /** Last changed 更新时间 */
  updatedAt: Scalars['Timestamp']['output'];
  /** Version of the course 课程版本 */
  version: Scalars['Int']['output'];
};

/** A page of courses 课程分页 */
export type CourseConnection = {
  __typename?: 'CourseConnection';
  /** As of 数据时间 */
  asOf: Scalars['Timestamp']['output'];
  /** The courses 课程 */
  nodes: Array<Course>;
  /** Position 分页信息 */
  pageInfo: PageInfo;
  /** How many match in all 总数 */
  totalCount: Scalars['Int']['output'];
};

/** Which courses 课程筛选 */
export type CourseFilter = {
  /** Category 类别 */
  category?: InputMaybe<Scalars['String']['input']>;
  /** Kind 课程形式 */
  kind?: InputMaybe<CourseKind>;
  /** Owner site 发布站点 */
  owner?: InputMaybe<Scalars['String']['input']>;
  /** State 状态 */
  state?: InputMaybe<CourseState>;
  /** Words in title, code, school or summary 关键词 */
  text?: InputMaybe<Scalars['String']['input']>;
};

/** Kind of course 课程形式 */
export type CourseKind =
  /** Case 案例 */
  | 'case'
  /** Live class 直播课 */
  | 'live'
  /** Micro course 微课程 */
  | 'micro'
  /** On-site teaching 现场教学 */
  | 'on_site'
  /** Online course 网络课程 */
  | 'online';

/** State of a course version 课程状态 */
export type CourseState =
  /** Being written 草稿 */
  | 'draft'
  /** Under review 审核中 */
  | 'in_review'
  /** Open to its audience 已发布 */
  | 'published'
  /** Replaced by a later version 已被新版取代 */
  | 'superseded'
  /** Taken back 已下架 */
  | 'withdrawn';

/** Why a host decided so 原因 */
export type DecisionReason =
  /** The offering takes no enrolments any more 报名已截止 */
  | 'closed'
  /** The programme was completed 已完成学习 */
  | 'completed'
  /** A free seat of the host 主办方余位 */
  | 'free_seat'
  /** No seat is free 名额已满 */
  | 'full'
  /** A seat under an active lease 使用名额席位 */
  | 'leased_seat'
  /** The offering takes no enrolments yet 尚未开放报名 */
  | 'not_open'
  /** A course open to all of its audience 公开课程 */
  | 'open_course'
  /** The host knows no such offering 开班不存在 */
  | 'unknown_offering'
  /** The learner's branch cancelled 分院已取消 */
  | 'withdrawn';

/** State of an enrolment as its host decided 报名结果 */
export type DecisionState =
  /** Takes part 已录取 */
  | 'associated'
  /** Cancelled 已取消 */
  | 'cancelled'
  /** Refused 未录取 */
  | 'denied'
  /** Took part to the end 已结业 */
  | 'finished'
  /** Waiting for a free seat 候补 */
  | 'queued';

/** Enrolment 报名: a home branch's request with its host's decision */
export type Enrolment = {
  __typename?: 'Enrolment';
  /** Course 课程 */
  courseId: Scalars['ID']['output'];
  /** The host's decision 报名结果; null while there is none */
  decision?: Maybe<EnrolmentDecision>;
  /** What the branch asks for 请求的状态 */
  desired: EnrolmentWish;
  /** Home branch 所属分院 */
  homeBranch: Scalars['String']['output'];
  /** Host site 主办站点 */
  host: Scalars['String']['output'];
  /** Record id 记录编号 */
  id: Scalars['ID']['output'];
  /** Learner 学员 */
  learnerId: Scalars['ID']['output'];
  /** Lease whose seat it fills 名额 */
  leaseId?: Maybe<Scalars['ID']['output']>;
  /** Offering 开班; null for a plain course enrolment */
  offeringId?: Maybe<Scalars['ID']['output']>;
  /** Owner site 所有站点 */
  owner: Scalars['String']['output'];
  /** When the learner asked 申请时间 */
  requestedAt: Scalars['Timestamp']['output'];
  /** Version of the record 记录版本 */
  revision: Scalars['Int']['output'];
  /** Seat number under the lease 席位号 */
  seat?: Maybe<Scalars['Int']['output']>;
  /** State as people see it 报名状态 */
  state: EnrolmentState;
  /** Last changed 更新时间 */
  updatedAt: Scalars['Timestamp']['output'];
};

/** A page of enrolments 报名分页 */
export type EnrolmentConnection = {
  __typename?: 'EnrolmentConnection';
  /** As of 数据时间 */
  asOf: Scalars['Timestamp']['output'];
  /** The enrolments 报名 */
  nodes: Array<Enrolment>;
  /** Position 分页信息 */
  pageInfo: PageInfo;
  /** How many match in all 总数 */
  totalCount: Scalars['Int']['output'];
};

/** Enrolment decision 报名结果 */
export type EnrolmentDecision = {
  __typename?: 'EnrolmentDecision';
  /** When it was decided 决定时间 */
  decidedAt: Scalars['Timestamp']['output'];
  /** Words of the host 说明 */
  note?: Maybe<Scalars['String']['output']>;
  /** Site that decided 决定站点 */
  owner: Scalars['String']['output'];
  /** Reason 原因 */
  reason: DecisionReason;
  /** State 状态 */
  state: DecisionState;
};

/** Which enrolments 报名筛选 */
export type EnrolmentFilter = {
  /** Home branch 所属分院 */
  branch?: InputMaybe<Scalars['String']['input']>;
  /** Course 课程 */
  courseId?: InputMaybe<Scalars['ID']['input']>;
  /** Learner 学员 */
  learnerId?: InputMaybe<Scalars['ID']['input']>;
  /** Offering 开班 */
  offeringId?: InputMaybe<Scalars['ID']['input']>;
  /** State 状态 */
  state?: InputMaybe<EnrolmentState>;
};

/** Enrolment state as people see it 报名状态: the decision, or pending while there is none */
export type EnrolmentState =
  /** Takes part 已录取 */
  | 'associated'
  /** Cancelled 已取消 */
  | 'cancelled'
  /** Refused 未录取 */
  | 'denied'
  /** Took part to the end 已结业 */
  | 'finished'
  /** Not decided yet 待处理 */
  | 'pending'
  /** Waiting for a free seat 候补 */
  | 'queued';

/** What the branch asks for 请求的状态 */
export type EnrolmentWish =
  /** Take part 报名 */
  | 'associated'
  /** Take no part any more 取消报名 */
  | 'cancelled';

/** One field of two versions 字段差异 */
export type FieldDifference = {
  __typename?: 'FieldDifference';
  /** Field 字段 */
  field: Scalars['String']['output'];
  /** Here, as JSON 本站; null if it is not there */
  ours?: Maybe<Scalars['String']['output']>;
  /** In the other, as JSON 找回; null if it is not there */
  theirs?: Maybe<Scalars['String']['output']>;
};

/** What is wrong with one field 字段错误 */
export type FieldFault = {
  __typename?: 'FieldFault';
  /** Code of the error catalogue 错误代码 */
  code: Scalars['String']['output'];
  /** In English 英文说明 */
  en: Scalars['String']['output'];
  /** Dotted path 字段路径; $ is the whole record */
  field: Scalars['String']['output'];
  /** In Chinese 中文说明 */
  zh: Scalars['String']['output'];
};

/** How much an announcement matters 重要程度 */
export type Importance =
  /** Needs attention 重要 */
  | 'important'
  /** For information 一般 */
  | 'normal'
  /** Needs action now 紧急 */
  | 'urgent';

/** What makes a row doubtful 存疑标记 */
export type IntegrityFlag =
  /** The device's clock was off 终端时钟异常 */
  | 'clock'
  /** Long without any input 长时间无操作 */
  | 'idle'
  /** Entered by hand 人工补录 */
  | 'manual'
  /** Played faster than allowed 超速播放 */
  | 'overspeed'
  /** Two sessions at once 多端同时学习 */
  | 'parallel';

/** Lane of the exchange 同步通道, most urgent first */
export type Lane =
  /** Learning records 批量 */
  | 'bulk'
  /** Courses 课程 */
  | 'catalog'
  /** Branches, keys, notices 控制 */
  | 'control'
  /** Offerings and enrolments 业务 */
  | 'workflow';

/** The exchange with one peer in one lane 通道同步状态 */
export type LaneStatus = {
  __typename?: 'LaneStatus';
  /** What the peer has still to receive 待发送: an upper bound, as not every row concerns it */
  backlog: Scalars['Long']['output'];
  /** What this site has still to receive 待接收 */
  behind: Scalars['Long']['output'];
  /** End of this site's own log 本站日志末端 */
  head: Scalars['Long']['output'];
  /** Lane 通道 */
  lane: Lane;
  /** End of the peer's log as it last told 对端日志末端 */
  peerHead: Scalars['Long']['output'];
  /** Of that, how far the peer has durably received 对端已收到 */
  received: Scalars['Long']['output'];
  /** Entries of ours that the peer keeps in quarantine 对端隔离数 */
  refused: Scalars['Int']['output'];
  /** Records that were found damaged or missing on either side and mended 已修复记录数 */
  repaired: Scalars['Int']['output'];
  /** Of that, how far this site has durably received 本站已收到 */
  taken: Scalars['Long']['output'];
  /** All of both was compared at this time or later 核对时间; null if never */
  verifiedAt?: Maybe<Scalars['Timestamp']['output']>;
  /** Of `taken`, the same 接收已核对 */
  verifiedIn: Scalars['Long']['output'];
  /** Of `received`, what was compared body by body on both sides and is alike or mended 下发已核对 */
  verifiedOut: Scalars['Long']['output'];
};

/** What a row of the learning history does 学习记录类型 */
export type LearningKind =
  /** Replaces an earlier row 更正 */
  | 'correction'
  /** As observed 已记录 */
  | 'recorded'
  /** Confirmed and final 已封存 */
  | 'sealed'
  /** Takes an earlier row back 作废 */
  | 'void';

/** Learning record 学习记录 */
export type LearningRecord = {
  __typename?: 'LearningRecord';
  /** Seconds of active learning 有效学习秒数 */
  activeSeconds: Scalars['Int']['output'];
  /** Branch where it was learned 学习所在分院 */
  branch: Scalars['String']['output'];
  /** Share of the course completed 完成度, 0 to 1 */
  completion: Scalars['Float']['output'];
  /** Course 课程 */
  courseId: Scalars['ID']['output'];
  /** Version of the course 课程版本 */
  courseVersion: Scalars['Int']['output'];
  /** Enrolment it belongs to 所属报名 */
  enrolmentId?: Maybe<Scalars['ID']['output']>;
  /** Doubts 存疑标记 */
  flags: Array<IntegrityFlag>;
  /** Record id 记录编号 */
  id: Scalars['ID']['output'];
  /** What the row does 类型 */
  kind: LearningKind;
  /** Learner 学员 */
  learnerId: Scalars['ID']['output'];
  /** Owner site 所有站点 */
  owner: Scalars['String']['output'];
  /** Why it was corrected 更正原因 */
  reason?: Maybe<Scalars['String']['output']>;
  /** Written down 记录时间 */
  recordedAt: Scalars['Timestamp']['output'];
  /** Row that reverses this one 更正本条的记录; null if it stands */
  replacedBy?: Maybe<Scalars['ID']['output']>;
  /** Row it reverses 被更正的记录 */
  replaces?: Maybe<Scalars['ID']['output']>;
  /** Score 成绩 */
  score?: Maybe<Scalars['Float']['output']>;
  /** Began 开始时间 */
  startedAt: Scalars['Timestamp']['output'];
};

/** A page of learning records 学习记录分页 */
export type LearningRecordConnection = {
  __typename?: 'LearningRecordConnection';
  /** As of 数据时间 */
  asOf: Scalars['Timestamp']['output'];
  /** The records 学习记录 */
  nodes: Array<LearningRecord>;
  /** Position 分页信息 */
  pageInfo: PageInfo;
  /** How many match in all 总数 */
  totalCount: Scalars['Int']['output'];
};

/** Which learning records 学习记录筛选 */
export type LearningRecordFilter = {
  /** Branch where it was learned 学习所在分院 */
  branch?: InputMaybe<Scalars['String']['input']>;
  /** Course 课程 */
  courseId?: InputMaybe<Scalars['ID']['input']>;
  /** Kind 类型 */
  kind?: InputMaybe<LearningKind>;
  /** Learner 学员 */
  learnerId?: InputMaybe<Scalars['ID']['input']>;
};

/** Seats to lease 名额分配 */
export type LeaseSeatsInput = {
  /** Branch 分院 */
  branch: Scalars['String']['input'];
  /** Good until 有效期至 */
  expiresAt: Scalars['Timestamp']['input'];
  /** Offering 开班 */
  offeringId: Scalars['ID']['input'];
  /** Number of seats 名额数 */
  quota: Scalars['Int']['input'];
};

/** State of a seat lease 名额状态 */
export type LeaseState =
  /** In use by the branch 使用中 */
  | 'held'
  /** Given by the host 已分配 */
  | 'offered'
  /** Reclaimed by the host 已收回 */
  | 'released';

/** Liaison officer 联络员 */
export type Liaison = {
  __typename?: 'Liaison';
  /** Branch 分院 */
  branch: Scalars['String']['output'];
  /** Deputy 副联络员 */
  deputy?: Maybe<Scalars['String']['output']>;
  /** Duty begins 任期开始 */
  dutyFrom: Scalars['Timestamp']['output'];
  /** Duty ends 任期结束 */
  dutyTo?: Maybe<Scalars['Timestamp']['output']>;
  /** Record id 记录编号 */
  id: Scalars['ID']['output'];
  /** Person 姓名 */
  person: Scalars['String']['output'];
  /** Office telephone 办公电话 */
  phone?: Maybe<Scalars['String']['output']>;
  /** Version of the record 记录版本 */
  revision: Scalars['Int']['output'];
  /** What the officer answers for 职责范围 */
  scope: Scalars['String']['output'];
  /** State 状态 */
  state: LiaisonState;
};

/** State of a liaison officer 联络员状态 */
export type LiaisonState =
  /** On duty 已确认 */
  | 'confirmed'
  /** Duty ended 已到期 */
  | 'expired'
  /** Named by the branch 已提名 */
  | 'nominated';

/** Name and password 登录信息 */
export type LoginInput = {
  /** Account 账号 */
  account: Scalars['String']['input'];
  /** Password 密码 */
  password: Scalars['String']['input'];
};

/** Result of signing in 登录结果 */
export type LoginResult = {
  __typename?: 'LoginResult';
  /** Session ends 会话到期时间 */
  expiresAt: Scalars['Timestamp']['output'];
  /** The user 当前用户 */
  me: Me;
};

/** Result of signing out 退出结果 */
export type LogoutResult = {
  __typename?: 'LogoutResult';
  /** Whether there was a session 是否曾登录 */
  ended: Scalars['Boolean']['output'];
};

/** Signed-in user 当前用户 */
export type Me = {
  __typename?: 'Me';
  /** Branch the user is bound to 所属分院; null for the hub's own staff */
  branch?: Maybe<Scalars['String']['output']>;
  /** User id 用户编号 */
  id: Scalars['ID']['output'];
  /** Learner id, if the user learns 网络学号 */
  learnerId?: Maybe<Scalars['ID']['output']>;
  /** Name shown 显示名 */
  name: Scalars['String']['output'];
  /** Roles 角色 */
  roles: Array<Role>;
  /** Site this server is 本站点 */
  site: Scalars['String']['output'];
};

/** Changes 变更 */
export type Mutation = {
  __typename?: 'Mutation';
  /** Sends an announcement 发布通知 */
  announce: Announcement;
  /** Ends the hold on a branch of which two machines spoke, once one is stopped 解除同步暂停; false if there was none */
  endHold: Scalars['Boolean']['output'];
  /** Leases seats of an offering to a branch 分配名额 */
  leaseSeats: SeatLease;
  /** Signs in 登录; the session is a cookie */
  login: LoginResult;
  /** Signs out 退出登录 */
  logout: LogoutResult;
  /** Opens an offering 开班 */
  openOffering: Offering;
  /** Publishes a course version 发布课程, new or in review; it supersedes the version it replaces */
  publishCourse: Course;
  /** Tries quarantined entries again 重放隔离记录 */
  replayQuarantine: ReplayResult;
  /** Admits a branch or changes what the hub says of it 保存分院: its state changes by the allowed steps only */
  saveBranch: Branch;
  /** Says which version of a conflict is true 处理冲突; `body` is the JSON of a merged one */
  settleConflict: Scalars['Boolean']['output'];
  /** Both sides tell where they stand 握手. */
  syncHello: SyncHello;
  /** Good copies, signed by their owners, of what the replier sent damaged; answers how many were mended 补正. */
  syncMend: Scalars['Int']['output'];
  /** Versions of the caller's lost time line 找回. */
  syncOrphans: SyncOrphans;
  /** Waits for news and takes the next entries 拉取; names what the caller has applied 回执. */
  syncPull: SyncPull;
  /** Hands over the next entries of the caller's log 推送. */
  syncPush: SyncReceipt;
  /** The caller has dealt with these held versions 释放. */
  syncRelease: Scalars['Boolean']['output'];
  /** Sends a stretch of the caller's log once more, as the copies differ 修复. */
  syncRepair: SyncRepair;
  /** Gives back what the caller has of the replier's lost time line, and tells where the replier's log then stands 归还. */
  syncReturn: SyncPosition;
  /** Moves the replier's cursor of the caller's log back to the common place 回退. */
  syncRewind: SyncPosition;
  /** Where a record is, as far as the caller may know 记录去向. */
  syncTrace: SyncTrace;
  /** Compares what both sides hold of one stretch of a log 校验. */
  syncVerify: SyncVerdict;
  /** Takes a course back 下架课程 */
  withdrawCourse: Course;
};


/** Changes 变更 */
export type MutationAnnounceArgs = {
  input: AnnounceInput;
};


/** Changes 变更 */
export type MutationEndHoldArgs = {
  site: Scalars['ID']['input'];
};


/** Changes 变更 */
export type MutationLeaseSeatsArgs = {
  input: LeaseSeatsInput;
};


/** Changes 变更 */
export type MutationLoginArgs = {
  input: LoginInput;
};


/** Changes 变更 */
export type MutationOpenOfferingArgs = {
  input: OpenOfferingInput;
};


/** Changes 变更 */
export type MutationPublishCourseArgs = {
  input: PublishCourseInput;
};


/** Changes 变更 */
export type MutationReplayQuarantineArgs = {
  filter: QuarantineFilter;
};


/** Changes 变更 */
export type MutationSaveBranchArgs = {
  input: SaveBranchInput;
};


/** Changes 变更 */
export type MutationSettleConflictArgs = {
  body?: InputMaybe<Scalars['String']['input']>;
  ref: Scalars['ID']['input'];
  take: ConflictSide;
};


/** Changes 变更 */
export type MutationSyncHelloArgs = {
  input: SyncHelloInput;
};


/** Changes 变更 */
export type MutationSyncMendArgs = {
  entries: Scalars['String']['input'];
};


/** Changes 变更 */
export type MutationSyncOrphansArgs = {
  input: SyncOrphansInput;
};


/** Changes 变更 */
export type MutationSyncPullArgs = {
  input: SyncPullInput;
};


/** Changes 变更 */
export type MutationSyncPushArgs = {
  input: SyncBatchInput;
};


/** Changes 变更 */
export type MutationSyncReleaseArgs = {
  refs: Array<Scalars['String']['input']>;
};


/** Changes 变更 */
export type MutationSyncRepairArgs = {
  input: SyncBatchInput;
};


/** Changes 变更 */
export type MutationSyncReturnArgs = {
  input: SyncReturnInput;
};


/** Changes 变更 */
export type MutationSyncRewindArgs = {
  input: SyncRewindInput;
};


/** Changes 变更 */
export type MutationSyncTraceArgs = {
  id: Scalars['String']['input'];
  type: Scalars['String']['input'];
};


/** Changes 变更 */
export type MutationSyncVerifyArgs = {
  input: SyncVerifyInput;
};


/** Changes 变更 */
export type MutationWithdrawCourseArgs = {
  id: Scalars['ID']['input'];
  revision: Scalars['Int']['input'];
};

/** Offering 开班 */
export type Offering = {
  __typename?: 'Offering';
  /** How it is assessed 考核方式 */
  assessment?: Maybe<Scalars['String']['output']>;
  /** Who may see it 可见范围 */
  audience: Array<Scalars['String']['output']>;
  /** Seats in all 总名额 */
  capacity: Scalars['Int']['output'];
  /** Ends 结束时间 */
  closesAt: Scalars['Timestamp']['output'];
  /** Course 课程编号 */
  courseId: Scalars['ID']['output'];
  /** Credits its host proposes 建议学分 */
  credits?: Maybe<Scalars['Float']['output']>;
  /** Host site 主办站点 */
  host: Scalars['String']['output'];
  /** Record id 记录编号 */
  id: Scalars['ID']['output'];
  /** Begins 开始时间 */
  opensAt: Scalars['Timestamp']['output'];
  /** Owner site 所有站点 */
  owner: Scalars['String']['output'];
  /** Version of the record 记录版本 */
  revision: Scalars['Int']['output'];
  /** State 状态 */
  state: OfferingState;
  /** Term 学期 */
  term?: Maybe<Scalars['String']['output']>;
  /** Title 名称 */
  title: Scalars['String']['output'];
  /** Last changed 更新时间 */
  updatedAt: Scalars['Timestamp']['output'];
  /** Year 年度 */
  year: Scalars['Int']['output'];
};

/** A page of offerings 开班分页 */
export type OfferingConnection = {
  __typename?: 'OfferingConnection';
  /** As of 数据时间 */
  asOf: Scalars['Timestamp']['output'];
  /** The offerings 开班 */
  nodes: Array<Offering>;
  /** Position 分页信息 */
  pageInfo: PageInfo;
  /** How many match in all 总数 */
  totalCount: Scalars['Int']['output'];
};

/** Which offerings 开班筛选 */
export type OfferingFilter = {
  /** Course 课程 */
  courseId?: InputMaybe<Scalars['ID']['input']>;
  /** Host site 主办站点 */
  host?: InputMaybe<Scalars['String']['input']>;
  /** State 状态 */
  state?: InputMaybe<OfferingState>;
  /** Words in the title 关键词 */
  text?: InputMaybe<Scalars['String']['input']>;
  /** Year 年度 */
  year?: InputMaybe<Scalars['Int']['input']>;
};

/** State of an offering 开班状态 */
export type OfferingState =
  /** Ended 已结束 */
  | 'closed'
  /** Takes enrolments 报名中 */
  | 'open'
  /** Planned, not shown yet 计划中 */
  | 'planned'
  /** Under way 进行中 */
  | 'running'
  /** Results settled 已结算 */
  | 'settled';

/** An offering to open 待开班信息 */
export type OpenOfferingInput = {
  /** How it is assessed 考核方式 */
  assessment?: InputMaybe<Scalars['String']['input']>;
  /** Who may see it 可见范围 */
  audience: Array<Scalars['String']['input']>;
  /** Seats in all 总名额 */
  capacity: Scalars['Int']['input'];
  /** Ends 结束时间 */
  closesAt: Scalars['Timestamp']['input'];
  /** Course 课程 */
  courseId: Scalars['ID']['input'];
  /** Credits proposed 建议学分 */
  credits?: InputMaybe<Scalars['Float']['input']>;
  /** Begins 开始时间 */
  opensAt: Scalars['Timestamp']['input'];
  /** Term 学期 */
  term?: InputMaybe<Scalars['String']['input']>;
  /** Title 名称 */
  title: Scalars['String']['input'];
  /** Year 年度 */
  year: Scalars['Int']['input'];
};

/** Position in a list 分页信息 */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** Pass as `after` to go on 下一页游标; null on an empty page */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether more follows 是否还有下一页 */
  hasNextPage: Scalars['Boolean']['output'];
};

/** Which side of this site a peer is on 对端位置 */
export type PeerRole =
  /** It dials this site 下级 */
  | 'down'
  /** Reached through its parent 间接 */
  | 'far'
  /** This site dials it 上级 */
  | 'up';

/** The exchange with one peer 对端同步状态 */
export type PeerStatus = {
  __typename?: 'PeerStatus';
  /** Lanes 通道 */
  lanes: Array<LaneStatus>;
  /** Last attempt 最近尝试时间; null if never */
  lastAttemptAt?: Maybe<Scalars['Timestamp']['output']>;
  /** Error of the last attempt 最近错误; null if it went well */
  lastError?: Maybe<SyncError>;
  /** Last success 最近成功时间; null if never */
  lastSuccessAt?: Maybe<Scalars['Timestamp']['output']>;
  /** Record types of which it writes a newer schema, or that this site does not know 版本较新的类型 */
  newerTypes: Array<Scalars['String']['output']>;
  /** Record types of which it writes an older schema than this site, or knows nothing 版本较旧的类型 */
  olderTypes: Array<Scalars['String']['output']>;
  /** Open quarantine of its entries 隔离记录数 */
  quarantined: Scalars['Int']['output'];
  /** Which side it is on 对端位置 */
  role: PeerRole;
  /** Peer site 对端站点 */
  site: Scalars['String']['output'];
  /** Software it runs 软件版本 */
  software?: Maybe<Scalars['String']['output']>;
  /** State 健康状态 */
  state: SyncState;
};

/** A course to publish 待发布课程 */
export type PublishCourseInput = {
  /** Who may see it 可见范围 */
  audience: Array<Scalars['String']['input']>;
  /** Cadre-training category 干部教育类别 */
  category: Scalars['String']['input'];
  /** Course code 课程编号 */
  code: Scalars['String']['input'];
  /** Learning hours proposed 建议学时 */
  hours?: InputMaybe<Scalars['Float']['input']>;
  /** Id of the course in review 审核中的课程; absent for a new one */
  id?: InputMaybe<Scalars['ID']['input']>;
  /** Kind 课程形式 */
  kind: CourseKind;
  /** Licence 授权方式 */
  licence: Scalars['String']['input'];
  /** Length in minutes 时长（分钟） */
  minutes: Scalars['Int']['input'];
  /** The version it replaces 被取代的版本 */
  replaces?: InputMaybe<Scalars['ID']['input']>;
  /** Version of the record last read 读取时的记录版本, with `id` */
  revision?: InputMaybe<Scalars['Int']['input']>;
  /** Producing unit 产出单位 */
  school: Scalars['String']['input'];
  /** Summary 简介 */
  summary?: InputMaybe<Scalars['String']['input']>;
  /** Syllabus items it serves 对应大纲条目 */
  syllabus?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Course title 课程名称 */
  title: Scalars['String']['input'];
  /** Version of the course 课程版本 */
  version: Scalars['Int']['input'];
};

/** A page of quarantined entries 隔离分页 */
export type QuarantineConnection = {
  __typename?: 'QuarantineConnection';
  /** As of 数据时间 */
  asOf: Scalars['Timestamp']['output'];
  /** The entries 隔离记录 */
  nodes: Array<QuarantinedEntry>;
  /** Position 分页信息 */
  pageInfo: PageInfo;
  /** How many match in all 总数 */
  totalCount: Scalars['Int']['output'];
};

/** Which quarantined entries 隔离筛选 */
export type QuarantineFilter = {
  /** Error code 错误代码 */
  code?: InputMaybe<Scalars['String']['input']>;
  /** Lane 通道 */
  lane?: InputMaybe<Lane>;
  /** Peer it came from 来源站点 */
  peer?: InputMaybe<Scalars['String']['input']>;
  /** Names of entries 指定条目 */
  refs?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** State 状态; open when absent */
  state?: InputMaybe<QuarantineState>;
  /** Record type 数据项 */
  type?: InputMaybe<Scalars['String']['input']>;
};

/** What to do with a quarantined entry 隔离状态 */
export type QuarantineState =
  /** Thrown away by a person 已丢弃 */
  | 'discarded'
  /** Waits for a person or an upgrade 待处理 */
  | 'open'
  /** Went back in 已重放 */
  | 'replayed'
  /** A later version came 已被新版取代 */
  | 'superseded';

/** An entry that could not be taken in 隔离记录 */
export type QuarantinedEntry = {
  __typename?: 'QuarantinedEntry';
  /** What is wrong 错误 */
  faults: Array<FieldFault>;
  /** Record id 记录编号; empty when unreadable */
  id: Scalars['String']['output'];
  /** Lane 通道 */
  lane: Lane;
  /** Peer it came from 来源站点 */
  peer: Scalars['String']['output'];
  /** The entry as it came 原始内容; cut after 64 KiB */
  raw: Scalars['String']['output'];
  /** Its name 编号 */
  ref: Scalars['ID']['output'];
  /** Settled 处理时间; null while open */
  settledAt?: Maybe<Scalars['Timestamp']['output']>;
  /** Since 隔离时间 */
  since: Scalars['Timestamp']['output'];
  /** State 状态 */
  state: QuarantineState;
  /** Record type 数据项; empty when unreadable */
  type: Scalars['String']['output'];
};

/** Reads 查询 */
export type Query = {
  __typename?: 'Query';
  /** Announcements 通知, newest first */
  announcements: AnnouncementConnection;
  /** Who did what at this site 审计日志, newest first */
  auditEntries: AuditConnection;
  /** One branch 分院详情 */
  branch?: Maybe<Branch>;
  /** Branches 分院, by region in administrative order */
  branches: BranchConnection;
  /** Versions of this site's records that contradict each other 冲突 */
  conflicts: ConflictConnection;
  /** One course 课程详情; null if there is none or it may not be seen */
  course?: Maybe<Course>;
  /** Courses 课程, in order of their ids */
  courses: CourseConnection;
  /** Enrolments 报名 with their decisions, newest request first */
  enrolments: EnrolmentConnection;
  /** Learning records 学习记录, newest first */
  learningRecords: LearningRecordConnection;
  /** Who is signed in 当前用户; null when nobody is */
  me?: Maybe<Me>;
  /** One offering 开班详情; null if there is none or it may not be seen */
  offering?: Maybe<Offering>;
  /** Offerings 开班, in order of their ids */
  offerings: OfferingConnection;
  /** Entries that could not be taken in 隔离区 */
  quarantine: QuarantineConnection;
  /** Where the records of that id are 记录去向; of one type, or of all */
  recordTraces: Array<RecordTrace>;
  /** Seat leases of an offering 名额 */
  seatLeases: Array<SeatLease>;
  /** How the exchange with each peer and lane goes 同步状态 */
  syncStatus: SyncStatus;
};


/** Reads 查询 */
export type QueryAnnouncementsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AnnouncementFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Reads 查询 */
export type QueryAuditEntriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AuditFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Reads 查询 */
export type QueryBranchArgs = {
  code: Scalars['ID']['input'];
};


/** Reads 查询 */
export type QueryBranchesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<BranchFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Reads 查询 */
export type QueryConflictsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Reads 查询 */
export type QueryCourseArgs = {
  id: Scalars['ID']['input'];
};


/** Reads 查询 */
export type QueryCoursesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<CourseFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Reads 查询 */
export type QueryEnrolmentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<EnrolmentFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Reads 查询 */
export type QueryLearningRecordsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<LearningRecordFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Reads 查询 */
export type QueryOfferingArgs = {
  id: Scalars['ID']['input'];
};


/** Reads 查询 */
export type QueryOfferingsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<OfferingFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Reads 查询 */
export type QueryQuarantineArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<QuarantineFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Reads 查询 */
export type QueryRecordTracesArgs = {
  id: Scalars['ID']['input'];
  type?: InputMaybe<Scalars['String']['input']>;
};


/** Reads 查询 */
export type QuerySeatLeasesArgs = {
  offeringId: Scalars['ID']['input'];
};


/** Reads 查询 */
export type QuerySyncStatusArgs = {
  peer?: InputMaybe<Scalars['String']['input']>;
};

/** Where one record is 记录去向 */
export type RecordTrace = {
  __typename?: 'RecordTrace';
  /** Record id 记录编号 */
  id: Scalars['ID']['output'];
  /** Record type 记录类型 */
  type: Scalars['String']['output'];
  /** Why the upstream could not be asked 上级未答复的原因 */
  unreachable?: Maybe<SyncError>;
  /** This site's view, then its upstream's if there is one and it answered 各站点所见 */
  views: Array<TraceView>;
};

/** Outcome of a replay 重放结果 */
export type ReplayResult = {
  __typename?: 'ReplayResult';
  /** As of 数据时间 */
  asOf: Scalars['Timestamp']['output'];
  /** How many did not 未成功数 */
  refused: Scalars['Int']['output'];
  /** Those that did not, at most 100 未成功的条目 */
  remaining: Array<QuarantinedEntry>;
  /** How many went back in 成功数 */
  replayed: Scalars['Int']['output'];
};

/** What a user may do 角色 */
export type Role =
  /** Collaboration office or branch administrator 管理员 */
  | 'admin'
  /** Reads and learns 学员 */
  | 'learner'
  /** Liaison officer of a branch 联络员 */
  | 'liaison'
  /** Staff of one site 工作人员 */
  | 'staff';

/** What the hub says of a branch 分院登记信息 */
export type SaveBranchInput = {
  /** Branch code 分院代码 */
  code: Scalars['String']['input'];
  /** Public keys of its node 节点公钥; unchanged when absent */
  keys?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Level 层级 */
  level: BranchLevel;
  /** Full name 分院名称 */
  name: Scalars['String']['input'];
  /** Site directly above it 上级站点; the hub when absent */
  parent?: InputMaybe<Scalars['String']['input']>;
  /** Region code 行政区划代码 */
  region: Scalars['String']['input'];
  /** Issue date of the region table used 区划代码版本日期, YYYY-MM-DD */
  regionIssued: Scalars['String']['input'];
  /** Version of the record last read 读取时的记录版本; absent for a new branch */
  revision?: InputMaybe<Scalars['Int']['input']>;
  /** Short name 简称 */
  shortName?: InputMaybe<Scalars['String']['input']>;
  /** State 状态 */
  state: BranchState;
};

/** Seat lease 名额 */
export type SeatLease = {
  __typename?: 'SeatLease';
  /** Branch that may fill them 分院 */
  branch: Scalars['String']['output'];
  /** The branch fills no seat after this 有效期至 */
  expiresAt: Scalars['Timestamp']['output'];
  /** Host site 主办站点 */
  host: Scalars['String']['output'];
  /** Record id 记录编号 */
  id: Scalars['ID']['output'];
  /** Offering 开班 */
  offeringId: Scalars['ID']['output'];
  /** Owner site 所有站点 */
  owner: Scalars['String']['output'];
  /** Number of seats 名额数 */
  quota: Scalars['Int']['output'];
  /** Version of the record 记录版本 */
  revision: Scalars['Int']['output'];
  /** State 状态 */
  state: LeaseState;
  /** Last changed 更新时间 */
  updatedAt: Scalars['Timestamp']['output'];
  /** Seats filled as known here 已用席位 */
  used: Scalars['Int']['output'];
};

/** Supply or demand side 供需角色 */
export type SupplyRole =
  /** Both 供需兼备 */
  | 'both'
  /** Takes courses from others 需求侧 */
  | 'demand'
  /** Offers courses to others 供给侧 */
  | 'supply';

/** A stretch of one site's log of one lane 同步批次. */
export type SyncBatch = {
  __typename?: 'SyncBatch';
  /** Entries in it 条数 */
  count: Scalars['Int']['output'];
  /** SHA-256 of the entries 摘要 */
  digest: Scalars['String']['output'];
  /** One entry a line: JSON header, tab, raw body 条目 */
  entries: Scalars['String']['output'];
  /** It begins after this place 起 */
  from: SyncPosition;
  /** The lane 通道 */
  lane: SyncLane;
  /** Path of that log 谱系 */
  lineage: Array<SyncEpoch>;
  /** Site whose log it is 来源站点 */
  origin: Scalars['String']['output'];
  /** Signature of the origin 签名 */
  signature: Scalars['String']['output'];
  /** It ends at this place 止 */
  to: SyncPosition;
};

/** A stretch of the caller's log of one lane 同步批次. */
export type SyncBatchInput = {
  /** Entries in it 条数 */
  count: Scalars['Int']['input'];
  /** SHA-256 of the entries 摘要 */
  digest: Scalars['String']['input'];
  /** One entry a line: JSON header, tab, raw body 条目 */
  entries: Scalars['String']['input'];
  /** It begins after this place 起 */
  from: SyncPositionInput;
  /** The lane 通道 */
  lane: SyncLane;
  /** Path of that log 谱系 */
  lineage: Array<SyncEpochInput>;
  /** Site whose log it is 来源站点 */
  origin: Scalars['String']['input'];
  /** Signature of the origin 签名 */
  signature: Scalars['String']['input'];
  /** It ends at this place 止 */
  to: SyncPositionInput;
};

/** A cursor of the caller, which is a receipt for the replier 游标与回执. */
export type SyncCursorInput = {
  /** Where to go on with while the caller still applies what lies between; no receipt 预取位置 */
  ahead?: InputMaybe<SyncPositionInput>;
  /** How far the caller has durably applied the replier's log 游标 */
  cursor: SyncPositionInput;
  /** The lane 通道 */
  lane: SyncLane;
  /** Until here the replier must not forget what it was given back 归还凭据 */
  owed: SyncPositionInput;
  /** Sequences up to there that the caller keeps in quarantine 隔离条目 */
  refused: Array<Scalars['Float']['input']>;
};

/** One step of a log's path of epochs 谱系. */
export type SyncEpoch = {
  __typename?: 'SyncEpoch';
  /** The epoch 纪元 */
  epoch: Scalars['String']['output'];
  /** Entries after this one belong to it 起点 */
  start: Scalars['Float']['output'];
};

/** One step of a log's path of epochs 谱系. */
export type SyncEpochInput = {
  /** The epoch 纪元 */
  epoch: Scalars['String']['input'];
  /** Entries after this one belong to it 起点 */
  start: Scalars['Float']['input'];
};

/** What went wrong 同步错误 */
export type SyncError = {
  __typename?: 'SyncError';
  /** Code of the error catalogue 错误代码 */
  code: Scalars['String']['output'];
  /** In English 英文说明 */
  en: Scalars['String']['output'];
  /** In Chinese 中文说明 */
  zh: Scalars['String']['output'];
};

/** Head of one lane 通道末位. */
export type SyncHead = {
  __typename?: 'SyncHead';
  /** The lane 通道 */
  lane: SyncLane;
  /** Last sequence 末位 */
  seq: Scalars['Float']['output'];
};

/** Head of one lane 通道末位. */
export type SyncHeadInput = {
  /** The lane 通道 */
  lane: SyncLane;
  /** Last sequence 末位 */
  seq: Scalars['Float']['input'];
};

/** Greeting of the answering site 握手答复. */
export type SyncHello = {
  __typename?: 'SyncHello';
  /** Replier's clock, ms since 1970 时刻 */
  at: Scalars['Float']['output'];
  /** More than 0 when versions of the caller's own records wait for it 待领回 */
  held: Scalars['Int']['output'];
  /** Where it stands 通道状态 */
  lanes: Array<SyncLaneState>;
  /** The version both use 协议版本 */
  protocol: Scalars['Int']['output'];
  /** False while the replier is itself recovering from a restore 已复原 */
  settled: Scalars['Boolean']['output'];
  /** Its id 站点 */
  site: Scalars['String']['output'];
  /** Name and version of its software 软件版本 */
  software: Scalars['String']['output'];
  /** What it knows 记录类型版本 */
  types: Array<SyncTypeVersion>;
};

/** Greeting of the dialling site 握手请求. */
export type SyncHelloInput = {
  /** Where it stands 通道状态 */
  lanes: Array<SyncLaneStateInput>;
  /** What it speaks 协议版本 */
  protocol: SyncProtocolInput;
  /** False while sites below it may still have what it lost in a restore 下级已归还 */
  settled?: InputMaybe<Scalars['Boolean']['input']>;
  /** Its id 站点 */
  site: Scalars['String']['input'];
  /** Name and version of its software 软件版本 */
  software: Scalars['String']['input'];
  /** Who speaks 发言进程 */
  speaker: SyncSpeakerInput;
  /** What it knows 记录类型版本 */
  types: Array<SyncTypeVersionInput>;
};

/** Lane 通道, most urgent first. */
export type SyncLane =
  /** Learning records 学习数据 */
  | 'bulk'
  /** Courses 课程 */
  | 'catalog'
  /** Membership and network 管理 */
  | 'control'
  /** Offerings and enrolments 业务 */
  | 'workflow';

/** Where a site stands in a lane 通道状态. */
export type SyncLaneState = {
  __typename?: 'SyncLaneState';
  /** How far the speaker has the listener's log 游标 */
  cursor: SyncPosition;
  /** Path the cursor followed 游标谱系 */
  cursorLineage: Array<SyncEpoch>;
  /** Last sequence of the speaker's log 末位 */
  head: Scalars['Float']['output'];
  /** The lane 通道 */
  lane: SyncLane;
  /** Path of the speaker's log 谱系 */
  lineage: Array<SyncEpoch>;
  /** Until here the listener must not forget what it was given back 归还凭据 */
  owed: SyncPosition;
  /** Sequences of the listener's log that the speaker keeps in quarantine 隔离条目 */
  refused: Array<Scalars['Float']['output']>;
};

/** Where a site stands in a lane 通道状态. */
export type SyncLaneStateInput = {
  /** How far the speaker has the listener's log 游标 */
  cursor: SyncPositionInput;
  /** Path the cursor followed 游标谱系 */
  cursorLineage: Array<SyncEpochInput>;
  /** Last sequence of the speaker's log 末位 */
  head: Scalars['Float']['input'];
  /** The lane 通道 */
  lane: SyncLane;
  /** Path of the speaker's log 谱系 */
  lineage: Array<SyncEpochInput>;
  /** Until here the listener must not forget what it was given back 归还凭据 */
  owed: SyncPositionInput;
  /** Sequences of the listener's log that the speaker keeps in quarantine 隔离条目 */
  refused: Array<Scalars['Float']['input']>;
};

/** Which lost versions are wanted 找回范围. */
export type SyncOrphanKind =
  /** What the replier has of the caller's lost time line 分叉 */
  | 'fork'
  /** What third sites gave back for the caller 代管 */
  | 'held';

/** A page of lost versions 找回答复. */
export type SyncOrphans = {
  __typename?: 'SyncOrphans';
  /** As in a batch 条目 */
  entries: Scalars['String']['output'];
  /** Where to go on, empty after the last page 续页 */
  next: Scalars['String']['output'];
};

/** Request for a page of lost versions 找回请求. */
export type SyncOrphansInput = {
  /** Where the last page ended, empty at first 续页 */
  after: Scalars['String']['input'];
  /** Last sequence of the caller's log 末位 */
  head: Scalars['Float']['input'];
  /** Which 范围 */
  kind: SyncOrphanKind;
  /** The lane 通道 */
  lane: SyncLane;
  /** Path of the caller's log as it stands 谱系 */
  lineage: Array<SyncEpochInput>;
};

/** A place in one site's log of one lane 同步位置. */
export type SyncPosition = {
  __typename?: 'SyncPosition';
  /** Random name of one process run of the log's site 纪元; empty before everything */
  epoch: Scalars['String']['output'];
  /** Dense number, from 1 序号 */
  seq: Scalars['Float']['output'];
};

/** A place in one site's log of one lane 同步位置. */
export type SyncPositionInput = {
  /** Random name of one process run of the log's site 纪元; empty before everything */
  epoch: Scalars['String']['input'];
  /** Dense number, from 1 序号 */
  seq: Scalars['Float']['input'];
};

/** Protocol versions a site speaks 协议版本. */
export type SyncProtocolInput = {
  /** Highest 最高 */
  max: Scalars['Int']['input'];
  /** Lowest 最低 */
  min: Scalars['Int']['input'];
};

/** Entries for the caller 拉取答复. */
export type SyncPull = {
  __typename?: 'SyncPull';
  /** Replier's clock, ms since 1970 时刻 */
  at: Scalars['Float']['output'];
  /** One batch a lane at most 批次 */
  batches: Array<SyncBatch>;
  /** Heads of the replier's log 末位 */
  heads: Array<SyncHead>;
  /** The caller must say hello first 需要握手 */
  hello: Scalars['Boolean']['output'];
  /** False while the replier is itself recovering from a restore 已复原 */
  settled: Scalars['Boolean']['output'];
};

/** Request for entries 拉取请求. */
export type SyncPullInput = {
  /** Heads of the caller's own log 末位 */
  heads: Array<SyncHeadInput>;
  /** Cursors of the lanes wanted 游标 */
  lanes: Array<SyncCursorInput>;
  /** Most entries wanted 最多条数 */
  maxEntries: Scalars['Int']['input'];
  /** Who speaks 发言进程 */
  speaker: SyncSpeakerInput;
  /** Longest wait for news, ms 最长等待 */
  waitMs: Scalars['Int']['input'];
};

/** What became of a batch 批次回执. */
export type SyncReceipt = {
  __typename?: 'SyncReceipt';
  /** False when the batch did not begin where the receiver stands 已接受 */
  accepted: Scalars['Boolean']['output'];
  /** Durable up to here 已收到 */
  received: SyncPosition;
  /** Sequences up to there that are kept in quarantine instead of applied 隔离条目 */
  refused: Array<Scalars['Float']['output']>;
};

/** What became of a stretch sent once more 修复答复. */
export type SyncRepair = {
  __typename?: 'SyncRepair';
  /** The replier's own good copies of what came damaged, as in a batch 完好副本 */
  copies: Scalars['String']['output'];
  /** What the replier has by way of this stretch and it does not hold 多余条目 */
  extras: Scalars['String']['output'];
  /** Records the replier mended from it 已修复 */
  repaired: Scalars['Int']['output'];
};

/** Versions given back 归还. */
export type SyncReturnInput = {
  /** Up to where both know the replier's log alike; null for versions not written upon what stood there 共同位置 */
  common?: InputMaybe<SyncPositionInput>;
  /** As in a batch 条目 */
  entries: Scalars['String']['input'];
  /** The lane 通道 */
  lane: SyncLane;
};

/** Request to move a cursor back 回退请求. */
export type SyncRewindInput = {
  /** Where the replier's cursor stood in its hello 原位置 */
  from: SyncPositionInput;
  /** Last sequence of the caller's log 末位 */
  head: Scalars['Float']['input'];
  /** The lane 通道 */
  lane: SyncLane;
  /** Path of the caller's log as it stands 谱系 */
  lineage: Array<SyncEpochInput>;
};

/** The process that speaks for a site 发言进程. */
export type SyncSpeakerInput = {
  /** Random, made at its start 进程标识 */
  id: Scalars['String']['input'];
  /** Counts what it says 序次 */
  turn: Scalars['Float']['input'];
};

/** How an exchange goes 同步健康状态 */
export type SyncState =
  /** Much later, or refused: a person is needed 异常 */
  | 'error'
  /** Later than its schedule 滞后 */
  | 'late'
  /** Never yet 尚未同步 */
  | 'never'
  /** On time 正常 */
  | 'ok'
  /** Stopped on purpose 已暂停 */
  | 'paused';

/** How the exchange goes 同步状态 */
export type SyncStatus = {
  __typename?: 'SyncStatus';
  /** As of 数据时间 */
  asOf: Scalars['Timestamp']['output'];
  /** Conflicts that wait for a person 待处理冲突数 */
  conflicts: Scalars['Int']['output'];
  /** Peers 对端站点 */
  peers: Array<PeerStatus>;
  /** Open quarantine of all peers 隔离记录数 */
  quarantined: Scalars['Int']['output'];
  /** False while this site was restored and has not heard from every peer what it had forgotten 已复原 */
  settled: Scalars['Boolean']['output'];
  /** This site 本站点 */
  site: Scalars['String']['output'];
};

/** Where a record is, as the replier knows it; times are its clock's, ms, 0 when not known 记录去向. */
export type SyncTrace = {
  __typename?: 'SyncTrace';
  /** As of 数据时间 */
  at: Scalars['Float']['output'];
  /** Owner, empty when there is no record 归属站点 */
  owner: Scalars['String']['output'];
  /** Its peers, as far as the caller may know 对端 */
  peers: Array<SyncTracePeer>;
  /** Open quarantine of it there 隔离数 */
  quarantined: Scalars['Int']['output'];
  /** Who tells 站点 */
  site: Scalars['String']['output'];
  /** What it has 状态 */
  state: SyncTraceState;
  /** When it was durable and visible there 收到时间 */
  takenAt: Scalars['Float']['output'];
  /** Version it has 版本号 */
  version: Scalars['Int']['output'];
  /** When the owner wrote it, by the owner's clock 写入时间 */
  writtenAt: Scalars['Float']['output'];
};

/** How far a record has come to one peer 送达情况. */
export type SyncTracePeer = {
  __typename?: 'SyncTracePeer';
  /** Log rows that stand before it; 0 unless it waits 前面条数 */
  ahead: Scalars['Float']['output'];
  /** Last exchange that went well 最近成功时间 */
  heardAt: Scalars['Float']['output'];
  /** Durable there 收到时间 */
  receivedAt: Scalars['Float']['output'];
  /** Sent 发送时间 */
  sentAt: Scalars['Float']['output'];
  /** The peer 对端站点 */
  site: Scalars['String']['output'];
  /** How far 送达状态 */
  state: SyncTracePeerState;
};

/** How far a record has come to a peer 送达状态. */
export type SyncTracePeerState =
  /** Durable and visible there 已生效 */
  | 'applied'
  /** It does not concern the peer 无关 */
  | 'none'
  /** Durable there, in quarantine 已收到，被隔离 */
  | 'refused'
  /** On its way, no receipt yet 已发送 */
  | 'sent'
  /** It came from there 来源 */
  | 'source'
  /** Not sent yet 待发送 */
  | 'waiting';

/** What a site has of a record 记录状态. */
export type SyncTraceState =
  /** That its owner deleted it 已删除 */
  | 'deleted'
  /** The record 有 */
  | 'here'
  /** Nothing 没有 */
  | 'none'
  /** That it may not see it any more 已收回 */
  | 'removed';

/** A record type and the schema version that a site writes 记录类型版本. */
export type SyncTypeVersion = {
  __typename?: 'SyncTypeVersion';
  /** The type 类型 */
  name: Scalars['String']['output'];
  /** Its schema version 版本 */
  version: Scalars['Int']['output'];
};

/** A record type and the schema version that a site writes 记录类型版本. */
export type SyncTypeVersionInput = {
  /** The type 类型 */
  name: Scalars['String']['input'];
  /** Its schema version 版本 */
  version: Scalars['Int']['input'];
};

/** Whether the copies are the same 校验答复. */
export type SyncVerdict = {
  __typename?: 'SyncVerdict';
  /** The replier's side of the stretch, when its own log is compared and differs 批次 */
  batch?: Maybe<SyncBatch>;
  /** Both sides hold the same 一致 */
  equal: Scalars['Boolean']['output'];
  /** Where the replier's log of this lane stands 末位 */
  head: Scalars['Float']['output'];
  /** False when the replier does not stand there, or is itself being restored: ask later 可校验 */
  ready: Scalars['Boolean']['output'];
};

/** What the caller holds of one stretch 校验请求. */
export type SyncVerifyInput = {
  /** The stretch begins after this sequence, and has at most 1,000 places 起 */
  after: Scalars['Float']['input'];
  /** SHA-256 over what stands at each place, every body hashed anew 摘要 */
  digest: Scalars['String']['input'];
  /** The lane 通道 */
  lane: SyncLane;
  /** It ends at this place 止 */
  to: SyncPositionInput;
  /** Which copy 方向 */
  way: SyncWay;
};

/** Which copy is compared 校验方向. */
export type SyncWay =
  /** The caller's copy of the replier's log 下行 */
  | 'in'
  /** The replier's copy of the caller's log 上行 */
  | 'out';

/** How far one record has come to one peer 送达情况 */
export type TracePeer = {
  __typename?: 'TracePeer';
  /** Log rows that stand before it 排在前面的条数; 0 unless it waits */
  ahead: Scalars['Long']['output'];
  /** Visible there 对端生效时间; null if not known or in quarantine */
  appliedAt?: Maybe<Scalars['Timestamp']['output']>;
  /** Last exchange that went well 最近成功时间; null if never */
  heardAt?: Maybe<Scalars['Timestamp']['output']>;
  /** Durable there 对端收到时间; null if not known */
  receivedAt?: Maybe<Scalars['Timestamp']['output']>;
  /** Sent 发送时间; null if not known */
  sentAt?: Maybe<Scalars['Timestamp']['output']>;
  /** The peer 对端站点 */
  site: Scalars['String']['output'];
  /** How far 送达状态 */
  state: TracePeerState;
};

/** How far a record has come to a peer 送达状态 */
export type TracePeerState =
  /** Durable and visible there 已生效 */
  | 'applied'
  /** It does not concern the peer 无关 */
  | 'none'
  /** Durable there, in quarantine 已收到，被隔离 */
  | 'refused'
  /** On its way, no receipt yet 已发送 */
  | 'sent'
  /** It came from there 来源 */
  | 'source'
  /** Not sent yet 待发送 */
  | 'waiting';

/** What a site has of a record 记录状态 */
export type TraceState =
  /** That its owner deleted it 已删除 */
  | 'deleted'
  /** The record 有 */
  | 'here'
  /** Nothing 没有 */
  | 'none'
  /** That it may not see it any more 已收回 */
  | 'removed';

/** Where one record is, as one site knows it; times are its clock's 站点所见 */
export type TraceView = {
  __typename?: 'TraceView';
  /** As of 数据时间 */
  asOf: Scalars['Timestamp']['output'];
  /** Owner of the record 归属站点; null if there is none */
  owner?: Maybe<Scalars['String']['output']>;
  /** Its peers 对端 */
  peers: Array<TracePeer>;
  /** Open quarantine of it there 隔离数 */
  quarantined: Scalars['Int']['output'];
  /** Site that tells 站点 */
  site: Scalars['String']['output'];
  /** What it has 状态 */
  state: TraceState;
  /** When it was durable and visible there 收到时间; null if not known */
  takenAt?: Maybe<Scalars['Timestamp']['output']>;
  /** Version it has, 0 for none 版本号 */
  version: Scalars['Int']['output'];
  /** When the owner wrote that version, by the owner's clock 写入时间 */
  writtenAt?: Maybe<Scalars['Timestamp']['output']>;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;


export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;





/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  ActorKind: ActorKind;
  AnnounceInput: AnnounceInput;
  Announcement: ResolverTypeWrapper<Announcement>;
  AnnouncementConnection: ResolverTypeWrapper<AnnouncementConnection>;
  AnnouncementFilter: AnnouncementFilter;
  AnnouncementState: AnnouncementState;
  AuditConnection: ResolverTypeWrapper<AuditConnection>;
  AuditEntry: ResolverTypeWrapper<AuditEntry>;
  AuditFilter: AuditFilter;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Branch: ResolverTypeWrapper<Branch>;
  BranchConnection: ResolverTypeWrapper<BranchConnection>;
  BranchContact: ResolverTypeWrapper<BranchContact>;
  BranchFilter: BranchFilter;
  BranchLevel: BranchLevel;
  BranchProfile: ResolverTypeWrapper<BranchProfile>;
  BranchState: BranchState;
  Conflict: ResolverTypeWrapper<Conflict>;
  ConflictConnection: ResolverTypeWrapper<ConflictConnection>;
  ConflictSide: ConflictSide;
  Course: ResolverTypeWrapper<Course>;
  CourseConnection: ResolverTypeWrapper<CourseConnection>;
  CourseFilter: CourseFilter;
  CourseKind: CourseKind;
  CourseState: CourseState;
  DecisionReason: DecisionReason;
  DecisionState: DecisionState;
  Enrolment: ResolverTypeWrapper<Enrolment>;
  EnrolmentConnection: ResolverTypeWrapper<EnrolmentConnection>;
  EnrolmentDecision: ResolverTypeWrapper<EnrolmentDecision>;
  EnrolmentFilter: EnrolmentFilter;
  EnrolmentState: EnrolmentState;
  EnrolmentWish: EnrolmentWish;
  FieldDifference: ResolverTypeWrapper<FieldDifference>;
  FieldFault: ResolverTypeWrapper<FieldFault>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Importance: Importance;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  IntegrityFlag: IntegrityFlag;
  Lane: Lane;
  LaneStatus: ResolverTypeWrapper<LaneStatus>;
  LearningKind: LearningKind;
  LearningRecord: ResolverTypeWrapper<LearningRecord>;
  LearningRecordConnection: ResolverTypeWrapper<LearningRecordConnection>;
  LearningRecordFilter: LearningRecordFilter;
  LeaseSeatsInput: LeaseSeatsInput;
  LeaseState: LeaseState;
  Liaison: ResolverTypeWrapper<Liaison>;
  LiaisonState: LiaisonState;
  LoginInput: LoginInput;
  LoginResult: ResolverTypeWrapper<LoginResult>;
  LogoutResult: ResolverTypeWrapper<LogoutResult>;
  Long: ResolverTypeWrapper<Scalars['Long']['output']>;
  Me: ResolverTypeWrapper<Me>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Offering: ResolverTypeWrapper<Offering>;
  OfferingConnection: ResolverTypeWrapper<OfferingConnection>;
  OfferingFilter: OfferingFilter;
  OfferingState: OfferingState;
  OpenOfferingInput: OpenOfferingInput;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PeerRole: PeerRole;
  PeerStatus: ResolverTypeWrapper<PeerStatus>;
  PublishCourseInput: PublishCourseInput;
  QuarantineConnection: ResolverTypeWrapper<QuarantineConnection>;
  QuarantineFilter: QuarantineFilter;
  QuarantineState: QuarantineState;
  QuarantinedEntry: ResolverTypeWrapper<QuarantinedEntry>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RecordTrace: ResolverTypeWrapper<RecordTrace>;
  ReplayResult: ResolverTypeWrapper<ReplayResult>;
  Role: Role;
  SaveBranchInput: SaveBranchInput;
  SeatLease: ResolverTypeWrapper<SeatLease>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  SupplyRole: SupplyRole;
  SyncBatch: ResolverTypeWrapper<SyncBatch>;
  SyncBatchInput: SyncBatchInput;
  SyncCursorInput: SyncCursorInput;
  SyncEpoch: ResolverTypeWrapper<SyncEpoch>;
  SyncEpochInput: SyncEpochInput;
  SyncError: ResolverTypeWrapper<SyncError>;
  SyncHead: ResolverTypeWrapper<SyncHead>;
  SyncHeadInput: SyncHeadInput;
  SyncHello: ResolverTypeWrapper<SyncHello>;
  SyncHelloInput: SyncHelloInput;
  SyncLane: SyncLane;
  SyncLaneState: ResolverTypeWrapper<SyncLaneState>;
  SyncLaneStateInput: SyncLaneStateInput;
  SyncOrphanKind: SyncOrphanKind;
  SyncOrphans: ResolverTypeWrapper<SyncOrphans>;
  SyncOrphansInput: SyncOrphansInput;
  SyncPosition: ResolverTypeWrapper<SyncPosition>;
  SyncPositionInput: SyncPositionInput;
  SyncProtocolInput: SyncProtocolInput;
  SyncPull: ResolverTypeWrapper<SyncPull>;
  SyncPullInput: SyncPullInput;
  SyncReceipt: ResolverTypeWrapper<SyncReceipt>;
  SyncRepair: ResolverTypeWrapper<SyncRepair>;
  SyncReturnInput: SyncReturnInput;
  SyncRewindInput: SyncRewindInput;
  SyncSpeakerInput: SyncSpeakerInput;
  SyncState: SyncState;
  SyncStatus: ResolverTypeWrapper<SyncStatus>;
  SyncTrace: ResolverTypeWrapper<SyncTrace>;
  SyncTracePeer: ResolverTypeWrapper<SyncTracePeer>;
  SyncTracePeerState: SyncTracePeerState;
  SyncTraceState: SyncTraceState;
  SyncTypeVersion: ResolverTypeWrapper<SyncTypeVersion>;
  SyncTypeVersionInput: SyncTypeVersionInput;
  SyncVerdict: ResolverTypeWrapper<SyncVerdict>;
  SyncVerifyInput: SyncVerifyInput;
  SyncWay: SyncWay;
  Timestamp: ResolverTypeWrapper<Scalars['Timestamp']['output']>;
  TracePeer: ResolverTypeWrapper<TracePeer>;
  TracePeerState: TracePeerState;
  TraceState: TraceState;
  TraceView: ResolverTypeWrapper<TraceView>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AnnounceInput: AnnounceInput;
  Announcement: Announcement;
  AnnouncementConnection: AnnouncementConnection;
  AnnouncementFilter: AnnouncementFilter;
  AuditConnection: AuditConnection;
  AuditEntry: AuditEntry;
  AuditFilter: AuditFilter;
  Boolean: Scalars['Boolean']['output'];
  Branch: Branch;
  BranchConnection: BranchConnection;
  BranchContact: BranchContact;
  BranchFilter: BranchFilter;
  BranchProfile: BranchProfile;
  Conflict: Conflict;
  ConflictConnection: ConflictConnection;
  Course: Course;
  CourseConnection: CourseConnection;
  CourseFilter: CourseFilter;
  Enrolment: Enrolment;
  EnrolmentConnection: EnrolmentConnection;
  EnrolmentDecision: EnrolmentDecision;
  EnrolmentFilter: EnrolmentFilter;
  FieldDifference: FieldDifference;
  FieldFault: FieldFault;
  Float: Scalars['Float']['output'];
  ID: Scalars['ID']['output'];
  Int: Scalars['Int']['output'];
  LaneStatus: LaneStatus;
  LearningRecord: LearningRecord;
  LearningRecordConnection: LearningRecordConnection;
  LearningRecordFilter: LearningRecordFilter;
  LeaseSeatsInput: LeaseSeatsInput;
  Liaison: Liaison;
  LoginInput: LoginInput;
  LoginResult: LoginResult;
  LogoutResult: LogoutResult;
  Long: Scalars['Long']['output'];
  Me: Me;
  Mutation: Record<PropertyKey, never>;
  Offering: Offering;
  OfferingConnection: OfferingConnection;
  OfferingFilter: OfferingFilter;
  OpenOfferingInput: OpenOfferingInput;
  PageInfo: PageInfo;
  PeerStatus: PeerStatus;
  PublishCourseInput: PublishCourseInput;
  QuarantineConnection: QuarantineConnection;
  QuarantineFilter: QuarantineFilter;
  QuarantinedEntry: QuarantinedEntry;
  Query: Record<PropertyKey, never>;
  RecordTrace: RecordTrace;
  ReplayResult: ReplayResult;
  SaveBranchInput: SaveBranchInput;
  SeatLease: SeatLease;
  String: Scalars['String']['output'];
  SyncBatch: SyncBatch;
  SyncBatchInput: SyncBatchInput;
  SyncCursorInput: SyncCursorInput;
  SyncEpoch: SyncEpoch;
  SyncEpochInput: SyncEpochInput;
  SyncError: SyncError;
  SyncHead: SyncHead;
  SyncHeadInput: SyncHeadInput;
  SyncHello: SyncHello;
  SyncHelloInput: SyncHelloInput;
  SyncLaneState: SyncLaneState;
  SyncLaneStateInput: SyncLaneStateInput;
  SyncOrphans: SyncOrphans;
  SyncOrphansInput: SyncOrphansInput;
  SyncPosition: SyncPosition;
  SyncPositionInput: SyncPositionInput;
  SyncProtocolInput: SyncProtocolInput;
  SyncPull: SyncPull;
  SyncPullInput: SyncPullInput;
  SyncReceipt: SyncReceipt;
  SyncRepair: SyncRepair;
  SyncReturnInput: SyncReturnInput;
  SyncRewindInput: SyncRewindInput;
  SyncSpeakerInput: SyncSpeakerInput;
  SyncStatus: SyncStatus;
  SyncTrace: SyncTrace;
  SyncTracePeer: SyncTracePeer;
  SyncTypeVersion: SyncTypeVersion;
  SyncTypeVersionInput: SyncTypeVersionInput;
  SyncVerdict: SyncVerdict;
  SyncVerifyInput: SyncVerifyInput;
  Timestamp: Scalars['Timestamp']['output'];
  TracePeer: TracePeer;
  TraceView: TraceView;
};

export type AnnouncementResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Announcement'] = ResolversParentTypes['Announcement']> = {
  audience?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['Timestamp']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  importance?: Resolver<ResolversTypes['Importance'], ParentType, ContextType>;
  owner?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  publishedAt?: Resolver<Maybe<ResolversTypes['Timestamp']>, ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['AnnouncementState'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['Timestamp'], ParentType, ContextType>;
};

export type AnnouncementConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AnnouncementConnection'] = ResolversParentTypes['AnnouncementConnection']> = {
  asOf?: Resolver<ResolversTypes['Timestamp'], ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Announcement']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AuditConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AuditConnection'] = ResolversParentTypes['AuditConnection']> = {
  asOf?: Resolver<ResolversTypes['Timestamp'], ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['AuditEntry']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AuditEntryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AuditEntry'] = ResolversParentTypes['AuditEntry']> = {
  action?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  actorKind?: Resolver<ResolversTypes['ActorKind'], ParentType, ContextType>;
  address?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['Timestamp'], ParentType, ContextType>;
  detail?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  hash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  result?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type BranchResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Branch'] = ResolversParentTypes['Branch']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  contractVersion?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  joinedAt?: Resolver<Maybe<ResolversTypes['Timestamp']>, ParentType, ContextType>;
  keys?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  level?: Resolver<ResolversTypes['BranchLevel'], ParentType, ContextType>;
  liaisons?: Resolver<Array<ResolversTypes['Liaison']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  owner?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  parent?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  profile?: Resolver<Maybe<ResolversTypes['BranchProfile']>, ParentType, ContextType>;
  region?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  regionIssued?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  shortName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['BranchState'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['Timestamp'], ParentType, ContextType>;
};

export type BranchConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['BranchConnection'] = ResolversParentTypes['BranchConnection']> = {
  asOf?: Resolver<ResolversTypes['Timestamp'], ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Branch']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type BranchContactResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['BranchContact'] = ResolversParentTypes['BranchContact']> = {
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  office?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type BranchProfileResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['BranchProfile'] = ResolversParentTypes['BranchProfile']> = {
  capabilities?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  contacts?: Resolver<Array<ResolversTypes['BranchContact']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  introduction?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['SupplyRole'], ParentType, ContextType>;
  software?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['Timestamp'], ParentType, ContextType>;
};

export type ConflictResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Conflict'] = ResolversParentTypes['Conflict']> = {
  fields?: Resolver<Array<ResolversTypes['FieldDifference']>, ParentType, ContextType>;
  from?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ours?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  ref?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  since?: Resolver<ResolversTypes['Timestamp'], ParentType, ContextType>;
  theirs?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  writtenAt?: Resolver<ResolversTypes['Timestamp'], ParentType, ContextType>;
};

export type ConflictConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ConflictConnection'] = ResolversParentTypes['ConflictConnection']> = {
  asOf?: Resolver<ResolversTypes['Timestamp'], ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Conflict']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type CourseResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Course'] = ResolversParentTypes['Course']> = {
  audience?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  category?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  hours?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['CourseKind'], ParentType, ContextType>;
  licence?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  minutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  owner?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  replaces?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  school?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['CourseState'], ParentType, ContextType>;
  summary?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  syllabus?: Resolver<Maybe<Array<ResolversTypes['ID']>>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['Timestamp'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CourseConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CourseConnection'] = ResolversParentTypes['CourseConnection']> = {
  asOf?: Resolver<ResolversTypes['Timestamp'], ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Course']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type EnrolmentResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Enrolment'] = ResolversParentTypes['Enrolment']> = {
  courseId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  decision?: Resolver<Maybe<ResolversTypes['EnrolmentDecision']>, ParentType, ContextType>;
  desired?: Resolver<ResolversTypes['EnrolmentWish'], ParentType, ContextType>;
  homeBranch?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  host?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  learnerId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  leaseId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  offeringId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  owner?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  requestedAt?: Resolver<ResolversTypes['Timestamp'], ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  seat?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['EnrolmentState'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['Timestamp'], ParentType, ContextType>;
};

export type EnrolmentConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EnrolmentConnection'] = ResolversParentTypes['EnrolmentConnection']> = {
  asOf?: Resolver<ResolversTypes['Timestamp'], ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Enrolment']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type EnrolmentDecisionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EnrolmentDecision'] = ResolversParentTypes['EnrolmentDecision']> = {
  decidedAt?: Resolver<ResolversTypes['Timestamp'], ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  owner?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['DecisionReason'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['DecisionState'], ParentType, ContextType>;
};

export type FieldDifferenceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FieldDifference'] = ResolversParentTypes['FieldDifference']> = {
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  ours?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  theirs?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type FieldFaultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FieldFault'] = ResolversParentTypes['FieldFault']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  en?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  zh?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LaneStatusResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LaneStatus'] = ResolversParentTypes['LaneStatus']> = {
  backlog?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  behind?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  head?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  lane?: Resolver<ResolversTypes['Lane'], ParentType, ContextType>;
  peerHead?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  received?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  refused?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  repaired?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  taken?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  verifiedAt?: Resolver<Maybe<ResolversTypes['Timestamp']>, ParentType, ContextType>;
  verifiedIn?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  verifiedOut?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
};

export type LearningRecordResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LearningRecord'] = ResolversParentTypes['LearningRecord']> = {
  activeSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  branch?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  completion?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  courseId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  courseVersion?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  enrolmentId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  flags?: Resolver<Array<ResolversTypes['IntegrityFlag']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['LearningKind'], ParentType, ContextType>;
  learnerId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  owner?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['Timestamp'], ParentType, ContextType>;
  replacedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  replaces?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  score?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['Timestamp'], ParentType, ContextType>;
};

export type LearningRecordConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LearningRecordConnection'] = ResolversParentTypes['LearningRecordConnection']> = {
  asOf?: Resolver<ResolversTypes['Timestamp'], ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['LearningRecord']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type LiaisonResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Liaison'] = ResolversParentTypes['Liaison']> = {
  branch?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  deputy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  dutyFrom?: Resolver<ResolversTypes['Timestamp'], ParentType, ContextType>;
  dutyTo?: Resolver<Maybe<ResolversTypes['Timestamp']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  person?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  scope?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['LiaisonState'], ParentType, ContextType>;
};

export type LoginResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LoginResult'] = ResolversParentTypes['LoginResult']> = {
  expiresAt?: Resolver<ResolversTypes['Timestamp'], ParentType, ContextType>;
  me?: Resolver<ResolversTypes['Me'], ParentType, ContextType>;
};

export type LogoutResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LogoutResult'] = ResolversParentTypes['LogoutResult']> = {
  ended?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export interface LongScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Long'], any> {
  name: 'Long';
}

export type MeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Me'] = ResolversParentTypes['Me']> = {
  branch?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  learnerId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  roles?: Resolver<Array<ResolversTypes['Role']>, ParentType, ContextType>;
  site?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  announce?: Resolver<ResolversTypes['Announcement'], ParentType, ContextType, RequireFields<MutationAnnounceArgs, 'input'>>;
  endHold?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationEndHoldArgs, 'site'>>;
  leaseSeats?: Resolver<ResolversTypes['SeatLease'], ParentType, ContextType, RequireFields<MutationLeaseSeatsArgs, 'input'>>;
  login?: Resolver<ResolversTypes['LoginResult'], ParentType, ContextType, RequireFields<MutationLoginArgs, 'input'>>;
  logout?: Resolver<ResolversTypes['LogoutResult'], ParentType, ContextType>;
  openOffering?: Resolver<ResolversTypes['Offering'], ParentType, ContextType, RequireFields<MutationOpenOfferingArgs, 'input'>>;
  publishCourse?: Resolver<ResolversTypes['Course'], ParentType, ContextType, RequireFields<MutationPublishCourseArgs, 'input'>>;
  replayQuarantine?: Resolver<ResolversTypes['ReplayResult'], ParentType, ContextType, RequireFields<MutationReplayQuarantineArgs, 'filter'>>;
  saveBranch?: Resolver<ResolversTypes['Branch'], ParentType, ContextType, RequireFields<MutationSaveBranchArgs, 'input'>>;
  settleConflict?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationSettleConflictArgs, 'ref' | 'take'>>;
  syncHello?: Resolver<ResolversTypes['SyncHello'], ParentType, ContextType, RequireFields<MutationSyncHelloArgs, 'input'>>;
  syncMend?: Resolver<ResolversTypes['Int'], ParentType, ContextType, RequireFields<MutationSyncMendArgs, 'entries'>>;
  syncOrphans?: Resolver<ResolversTypes['SyncOrphans'], ParentType, ContextType, RequireFields<MutationSyncOrphansArgs, 'input'>>;
  syncPull?: Resolver<ResolversTypes['SyncPull'], ParentType, ContextType, RequireFields<MutationSyncPullArgs, 'input'>>;
  syncPush?: Resolver<ResolversTypes['SyncReceipt'], ParentType, ContextType, RequireFields<MutationSyncPushArgs, 'input'>>;
  syncRelease?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationSyncReleaseArgs, 'refs'>>;
  syncRepair?: Resolver<ResolversTypes['SyncRepair'], ParentType, ContextType, RequireFields<MutationSyncRepairArgs, 'input'>>;
  syncReturn?: Resolver<ResolversTypes['SyncPosition'], ParentType, ContextType, RequireFields<MutationSyncReturnArgs, 'input'>>;
  syncRewind?: Resolver<ResolversTypes['SyncPosition'], ParentType, ContextType, RequireFields<MutationSyncRewindArgs, 'input'>>;
  syncTrace?: Resolver<ResolversTypes['SyncTrace'], ParentType, ContextType, RequireFields<MutationSyncTraceArgs, 'id' | 'type'>>;
  syncVerify?: Resolver<ResolversTypes['SyncVerdict'], ParentType, ContextType, RequireFields<MutationSyncVerifyArgs, 'input'>>;
  withdrawCourse?: Resolver<ResolversTypes['Course'], ParentType, ContextType, RequireFields<MutationWithdrawCourseArgs, 'id' | 'revision'>>;
};

export type OfferingResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Offering'] = ResolversParentTypes['Offering']> = {
  assessment?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  audience?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  capacity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  closesAt?: Resolver<ResolversTypes['Timestamp'], ParentType, ContextType>;
  courseId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  credits?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  host?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  opensAt?: Resolver<ResolversTypes['Timestamp'], ParentType, ContextType>;
  owner?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['OfferingState'], ParentType, ContextType>;
  term?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['Timestamp'], ParentType, ContextType>;
  year?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OfferingConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OfferingConnection'] = ResolversParentTypes['OfferingConnection']> = {
  asOf?: Resolver<ResolversTypes['Timestamp'], ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Offering']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type PeerStatusResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PeerStatus'] = ResolversParentTypes['PeerStatus']> = {
  lanes?: Resolver<Array<ResolversTypes['LaneStatus']>, ParentType, ContextType>;
  lastAttemptAt?: Resolver<Maybe<ResolversTypes['Timestamp']>, ParentType, ContextType>;
  lastError?: Resolver<Maybe<ResolversTypes['SyncError']>, ParentType, ContextType>;
  lastSuccessAt?: Resolver<Maybe<ResolversTypes['Timestamp']>, ParentType, ContextType>;
  newerTypes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  olderTypes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  quarantined?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['PeerRole'], ParentType, ContextType>;
  site?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  software?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['SyncState'], ParentType, ContextType>;
};

export type QuarantineConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['QuarantineConnection'] = ResolversParentTypes['QuarantineConnection']> = {
  asOf?: Resolver<ResolversTypes['Timestamp'], ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['QuarantinedEntry']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type QuarantinedEntryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['QuarantinedEntry'] = ResolversParentTypes['QuarantinedEntry']> = {
  faults?: Resolver<Array<ResolversTypes['FieldFault']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lane?: Resolver<ResolversTypes['Lane'], ParentType, ContextType>;
  peer?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  raw?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  ref?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  settledAt?: Resolver<Maybe<ResolversTypes['Timestamp']>, ParentType, ContextType>;
  since?: Resolver<ResolversTypes['Timestamp'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['QuarantineState'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  announcements?: Resolver<ResolversTypes['AnnouncementConnection'], ParentType, ContextType, RequireFields<QueryAnnouncementsArgs, 'first'>>;
  auditEntries?: Resolver<ResolversTypes['AuditConnection'], ParentType, ContextType, RequireFields<QueryAuditEntriesArgs, 'first'>>;
  branch?: Resolver<Maybe<ResolversTypes['Branch']>, ParentType, ContextType, RequireFields<QueryBranchArgs, 'code'>>;
  branches?: Resolver<ResolversTypes['BranchConnection'], ParentType, ContextType, RequireFields<QueryBranchesArgs, 'first'>>;
  conflicts?: Resolver<ResolversTypes['ConflictConnection'], ParentType, ContextType, RequireFields<QueryConflictsArgs, 'first'>>;
  course?: Resolver<Maybe<ResolversTypes['Course']>, ParentType, ContextType, RequireFields<QueryCourseArgs, 'id'>>;
  courses?: Resolver<ResolversTypes['CourseConnection'], ParentType, ContextType, RequireFields<QueryCoursesArgs, 'first'>>;
  enrolments?: Resolver<ResolversTypes['EnrolmentConnection'], ParentType, ContextType, RequireFields<QueryEnrolmentsArgs, 'first'>>;
  learningRecords?: Resolver<ResolversTypes['LearningRecordConnection'], ParentType, ContextType, RequireFields<QueryLearningRecordsArgs, 'first'>>;
  me?: Resolver<Maybe<ResolversTypes['Me']>, ParentType, ContextType>;
  offering?: Resolver<Maybe<ResolversTypes['Offering']>, ParentType, ContextType, RequireFields<QueryOfferingArgs, 'id'>>;
  offerings?: Resolver<ResolversTypes['OfferingConnection'], ParentType, ContextType, RequireFields<QueryOfferingsArgs, 'first'>>;
  quarantine?: Resolver<ResolversTypes['QuarantineConnection'], ParentType, ContextType, RequireFields<QueryQuarantineArgs, 'first'>>;
  recordTraces?: Resolver<Array<ResolversTypes['RecordTrace']>, ParentType, ContextType, RequireFields<QueryRecordTracesArgs, 'id'>>;
  seatLeases?: Resolver<Array<ResolversTypes['SeatLease']>, ParentType, ContextType, RequireFields<QuerySeatLeasesArgs, 'offeringId'>>;
  syncStatus?: Resolver<ResolversTypes['SyncStatus'], ParentType, ContextType, Partial<QuerySyncStatusArgs>>;
};

export type RecordTraceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RecordTrace'] = ResolversParentTypes['RecordTrace']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unreachable?: Resolver<Maybe<ResolversTypes['SyncError']>, ParentType, ContextType>;
  views?: Resolver<Array<ResolversTypes['TraceView']>, ParentType, ContextType>;
};

export type ReplayResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReplayResult'] = ResolversParentTypes['ReplayResult']> = {
  asOf?: Resolver<ResolversTypes['Timestamp'], ParentType, ContextType>;
  refused?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  remaining?: Resolver<Array<ResolversTypes['QuarantinedEntry']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SeatLeaseResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SeatLease'] = ResolversParentTypes['SeatLease']> = {
  branch?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['Timestamp'], ParentType, ContextType>;
  host?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  offeringId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  owner?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  quota?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['LeaseState'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['Timestamp'], ParentType, ContextType>;
  used?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SyncBatchResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SyncBatch'] = ResolversParentTypes['SyncBatch']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  digest?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  entries?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['SyncPosition'], ParentType, ContextType>;
  lane?: Resolver<ResolversTypes['SyncLane'], ParentType, ContextType>;
  lineage?: Resolver<Array<ResolversTypes['SyncEpoch']>, ParentType, ContextType>;
  origin?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  signature?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['SyncPosition'], ParentType, ContextType>;
};

export type SyncEpochResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SyncEpoch'] = ResolversParentTypes['SyncEpoch']> = {
  epoch?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  start?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type SyncErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SyncError'] = ResolversParentTypes['SyncError']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  en?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  zh?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SyncHeadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SyncHead'] = ResolversParentTypes['SyncHead']> = {
  lane?: Resolver<ResolversTypes['SyncLane'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type SyncHelloResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SyncHello'] = ResolversParentTypes['SyncHello']> = {
  at?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  held?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lanes?: Resolver<Array<ResolversTypes['SyncLaneState']>, ParentType, ContextType>;
  protocol?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  settled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  site?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  software?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  types?: Resolver<Array<ResolversTypes['SyncTypeVersion']>, ParentType, ContextType>;
};

export type SyncLaneStateResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SyncLaneState'] = ResolversParentTypes['SyncLaneState']> = {
  cursor?: Resolver<ResolversTypes['SyncPosition'], ParentType, ContextType>;
  cursorLineage?: Resolver<Array<ResolversTypes['SyncEpoch']>, ParentType, ContextType>;
  head?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  lane?: Resolver<ResolversTypes['SyncLane'], ParentType, ContextType>;
  lineage?: Resolver<Array<ResolversTypes['SyncEpoch']>, ParentType, ContextType>;
  owed?: Resolver<ResolversTypes['SyncPosition'], ParentType, ContextType>;
  refused?: Resolver<Array<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type SyncOrphansResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SyncOrphans'] = ResolversParentTypes['SyncOrphans']> = {
  entries?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  next?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SyncPositionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SyncPosition'] = ResolversParentTypes['SyncPosition']> = {
  epoch?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type SyncPullResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SyncPull'] = ResolversParentTypes['SyncPull']> = {
  at?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  batches?: Resolver<Array<ResolversTypes['SyncBatch']>, ParentType, ContextType>;
  heads?: Resolver<Array<ResolversTypes['SyncHead']>, ParentType, ContextType>;
  hello?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  settled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type SyncReceiptResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SyncReceipt'] = ResolversParentTypes['SyncReceipt']> = {
  accepted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  received?: Resolver<ResolversTypes['SyncPosition'], ParentType, ContextType>;
  refused?: Resolver<Array<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type SyncRepairResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SyncRepair'] = ResolversParentTypes['SyncRepair']> = {
  copies?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  extras?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  repaired?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SyncStatusResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SyncStatus'] = ResolversParentTypes['SyncStatus']> = {
  asOf?: Resolver<ResolversTypes['Timestamp'], ParentType, ContextType>;
  conflicts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  peers?: Resolver<Array<ResolversTypes['PeerStatus']>, ParentType, ContextType>;
  quarantined?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  settled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  site?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SyncTraceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SyncTrace'] = ResolversParentTypes['SyncTrace']> = {
  at?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  owner?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  peers?: Resolver<Array<ResolversTypes['SyncTracePeer']>, ParentType, ContextType>;
  quarantined?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  site?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['SyncTraceState'], ParentType, ContextType>;
  takenAt?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  writtenAt?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type SyncTracePeerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SyncTracePeer'] = ResolversParentTypes['SyncTracePeer']> = {
  ahead?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  heardAt?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  sentAt?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  site?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['SyncTracePeerState'], ParentType, ContextType>;
};

export type SyncTypeVersionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SyncTypeVersion'] = ResolversParentTypes['SyncTypeVersion']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SyncVerdictResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SyncVerdict'] = ResolversParentTypes['SyncVerdict']> = {
  batch?: Resolver<Maybe<ResolversTypes['SyncBatch']>, ParentType, ContextType>;
  equal?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  head?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  ready?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export interface TimestampScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Timestamp'], any> {
  name: 'Timestamp';
}

export type TracePeerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TracePeer'] = ResolversParentTypes['TracePeer']> = {
  ahead?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  appliedAt?: Resolver<Maybe<ResolversTypes['Timestamp']>, ParentType, ContextType>;
  heardAt?: Resolver<Maybe<ResolversTypes['Timestamp']>, ParentType, ContextType>;
  receivedAt?: Resolver<Maybe<ResolversTypes['Timestamp']>, ParentType, ContextType>;
  sentAt?: Resolver<Maybe<ResolversTypes['Timestamp']>, ParentType, ContextType>;
  site?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['TracePeerState'], ParentType, ContextType>;
};

export type TraceViewResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TraceView'] = ResolversParentTypes['TraceView']> = {
  asOf?: Resolver<ResolversTypes['Timestamp'], ParentType, ContextType>;
  owner?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  peers?: Resolver<Array<ResolversTypes['TracePeer']>, ParentType, ContextType>;
  quarantined?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  site?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['TraceState'], ParentType, ContextType>;
  takenAt?: Resolver<Maybe<ResolversTypes['Timestamp']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  writtenAt?: Resolver<Maybe<ResolversTypes['Timestamp']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = RequestContext> = {
  Announcement?: AnnouncementResolvers<ContextType>;
  AnnouncementConnection?: AnnouncementConnectionResolvers<ContextType>;
  AuditConnection?: AuditConnectionResolvers<ContextType>;
  AuditEntry?: AuditEntryResolvers<ContextType>;
  Branch?: BranchResolvers<ContextType>;
  BranchConnection?: BranchConnectionResolvers<ContextType>;
  BranchContact?: BranchContactResolvers<ContextType>;
  BranchProfile?: BranchProfileResolvers<ContextType>;
  Conflict?: ConflictResolvers<ContextType>;
  ConflictConnection?: ConflictConnectionResolvers<ContextType>;
  Course?: CourseResolvers<ContextType>;
  CourseConnection?: CourseConnectionResolvers<ContextType>;
  Enrolment?: EnrolmentResolvers<ContextType>;
  EnrolmentConnection?: EnrolmentConnectionResolvers<ContextType>;
  EnrolmentDecision?: EnrolmentDecisionResolvers<ContextType>;
  FieldDifference?: FieldDifferenceResolvers<ContextType>;
  FieldFault?: FieldFaultResolvers<ContextType>;
  LaneStatus?: LaneStatusResolvers<ContextType>;
  LearningRecord?: LearningRecordResolvers<ContextType>;
  LearningRecordConnection?: LearningRecordConnectionResolvers<ContextType>;
  Liaison?: LiaisonResolvers<ContextType>;
  LoginResult?: LoginResultResolvers<ContextType>;
  LogoutResult?: LogoutResultResolvers<ContextType>;
  Long?: GraphQLScalarType;
  Me?: MeResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Offering?: OfferingResolvers<ContextType>;
  OfferingConnection?: OfferingConnectionResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PeerStatus?: PeerStatusResolvers<ContextType>;
  QuarantineConnection?: QuarantineConnectionResolvers<ContextType>;
  QuarantinedEntry?: QuarantinedEntryResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RecordTrace?: RecordTraceResolvers<ContextType>;
  ReplayResult?: ReplayResultResolvers<ContextType>;
  SeatLease?: SeatLeaseResolvers<ContextType>;
  SyncBatch?: SyncBatchResolvers<ContextType>;
  SyncEpoch?: SyncEpochResolvers<ContextType>;
  SyncError?: SyncErrorResolvers<ContextType>;
  SyncHead?: SyncHeadResolvers<ContextType>;
  SyncHello?: SyncHelloResolvers<ContextType>;
  SyncLaneState?: SyncLaneStateResolvers<ContextType>;
  SyncOrphans?: SyncOrphansResolvers<ContextType>;
  SyncPosition?: SyncPositionResolvers<ContextType>;
  SyncPull?: SyncPullResolvers<ContextType>;
  SyncReceipt?: SyncReceiptResolvers<ContextType>;
  SyncRepair?: SyncRepairResolvers<ContextType>;
  SyncStatus?: SyncStatusResolvers<ContextType>;
  SyncTrace?: SyncTraceResolvers<ContextType>;
  SyncTracePeer?: SyncTracePeerResolvers<ContextType>;
  SyncTypeVersion?: SyncTypeVersionResolvers<ContextType>;
  SyncVerdict?: SyncVerdictResolvers<ContextType>;
  Timestamp?: GraphQLScalarType;
  TracePeer?: TracePeerResolvers<ContextType>;
  TraceView?: TraceViewResolvers<ContextType>;
};


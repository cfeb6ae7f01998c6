export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** Milliseconds since 1970-01-01 UTC, an integer 时间戳（毫秒，UTC）. */
  Timestamp: { input: number; output: number; }
};

/** What an acknowledgement answers 回执对象 */
export type AcknowledgedKind =
  /** An alert 告警 */
  | 'alert'
  /** An announcement 通知 */
  | 'announcement';

/** Acknowledgement 回执: a site read an announcement or took an alert. */
export type AcknowledgementRecord = {
  /** When 时间 */
  acknowledgedAt: Scalars['Timestamp']['input'];
  /** What it answers 回执对象 */
  kind: AcknowledgedKind;
  /** Note 备注 */
  note?: InputMaybe<Scalars['String']['input']>;
  /** Who took it 处理人 */
  person?: InputMaybe<Scalars['String']['input']>;
  /** Site that acknowledges 回执站点 */
  site: Scalars['String']['input'];
  /** Id of the announcement or alert 对象编号 */
  subjectId: Scalars['ID']['input'];
  /** Site that gets the acknowledgement 送达站点: the author's */
  to: Scalars['String']['input'];
};

/** How bad an alert is 告警级别 */
export type AlertLevel =
  /** Needs a person 需人工处理 */
  | 'error'
  /** Late 滞后 */
  | 'warning';

/** Alert 告警: something about one site's exchange that people should know. */
export type AlertRecord = {
  /** Who is to act 责任人 */
  assignee?: InputMaybe<Scalars['String']['input']>;
  /** Over since 解除时间 */
  clearedAt?: InputMaybe<Scalars['Timestamp']['input']>;
  /** Lag in ms when raised 滞后（毫秒） */
  lagMs?: InputMaybe<Scalars['Float']['input']>;
  /** Level 级别 */
  level: AlertLevel;
  /** Raised 发生时间 */
  raisedAt: Scalars['Timestamp']['input'];
  /** Site it is about 所涉站点 */
  site: Scalars['String']['input'];
  /** State 状态 */
  state: AlertState;
  /** Stream it is about 所涉数据流: control, catalog, workflow or bulk */
  stream: Scalars['String']['input'];
  /** What is the matter 说明 */
  text: Scalars['String']['input'];
};

/** State of an alert 告警状态 */
export type AlertState =
  /** It is over 已解除 */
  | 'cleared'
  /** Nobody has taken it 未处理 */
  | 'open'
  /** Somebody has taken it 处理中 */
  | 'taken';

/** Announcement 通知 */
export type AnnouncementRecord = {
  /** Who gets it 接收范围: *, branch:zj, region:33 or level:province */
  audience: Array<Scalars['String']['input']>;
  /** No longer of interest after this 失效时间 */
  expiresAt?: InputMaybe<Scalars['Timestamp']['input']>;
  /** Importance 重要程度 */
  importance: Importance;
  /** Published 发布时间 */
  publishedAt?: InputMaybe<Scalars['Timestamp']['input']>;
  /** State 状态 */
  state: AnnouncementState;
  /** Text 正文 */
  text: Scalars['String']['input'];
  /** Title 标题 */
  title: Scalars['String']['input'];
};

/** State of an announcement 通知状态 */
export type AnnouncementState =
  /** Being written 草稿 */
  | 'draft'
  /** Sent to its audience 已发布 */
  | 'published'
  /** Taken back 已撤回 */
  | 'withdrawn';

/** Office contact 联系方式 of a branch; never a private number. */
export type BranchContact = {
  /** E-mail 办公邮箱 */
  email?: InputMaybe<Scalars['String']['input']>;
  /** Office or duty 科室或岗位 */
  office: Scalars['String']['input'];
  /** Telephone 办公电话 */
  phone?: InputMaybe<Scalars['String']['input']>;
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

/** Branch profile 分院信息: what a branch says about itself. The record's id is the branch code. */
export type BranchProfileRecord = {
  /** Branch 分院 */
  branch: Scalars['String']['input'];
  /** What it can do 能力: live rooms, recording, site teaching */
  capabilities: Array<Scalars['String']['input']>;
  /** Office contacts 联系方式 */
  contacts: Array<BranchContact>;
  /** Introduction 简介 */
  introduction?: InputMaybe<Scalars['String']['input']>;
  /** Supply or demand side 供给侧或需求侧 */
  role: SupplyRole;
  /** Software version of its node 节点软件版本 */
  software: Scalars['String']['input'];
};

/** Branch 分院: a college of the network. The record's id is its code, which is also its node's site id. */
export type BranchRecord = {
  /** Branch code 分院代码, lower case: zj 浙江, hb 湖北, sn 陕西 */
  code: Scalars['String']['input'];
  /** Version of the data contract agreed with it 数据规范版本 */
  contractVersion: Scalars['Int']['input'];
  /** When it became a member 加入时间 */
  joinedAt?: InputMaybe<Scalars['Timestamp']['input']>;
  /** Public keys of its node 节点公钥, algorithm:base64; several while keys rotate, none before it joined */
  keys: Array<Scalars['String']['input']>;
  /** Level 层级 */
  level: BranchLevel;
  /** Full name 分院名称 */
  name: Scalars['String']['input'];
  /** Site directly above it 上级站点: hub, or a branch */
  parent: Scalars['String']['input'];
  /** Region code 行政区划代码, GB/T 2260, of two, four or six digits */
  region: Scalars['String']['input'];
  /** Issue date of the region table used 区划代码版本日期, YYYY-MM-DD: codes change meaning between issues */
  regionIssued: Scalars['String']['input'];
  /** Short name for lists 简称 */
  shortName?: InputMaybe<Scalars['String']['input']>;
  /** State 状态 */
  state: BranchState;
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

/** Course 课程: one version of it, owned by the site that authored it. */
export type CourseRecord = {
  /** Who may see it 可见范围: *, branch:zj, region:33 or level:province */
  audience: Array<Scalars['String']['input']>;
  /** Cadre-training category 干部教育类别 */
  category: Scalars['String']['input'];
  /** Course code 课程编号, the same in all versions */
  code: Scalars['String']['input'];
  /** Learning hours its author proposes 建议学时; what counts is decided by the policy in force */
  hours?: InputMaybe<Scalars['Float']['input']>;
  /** Kind 课程形式 */
  kind: CourseKind;
  /** Licence 授权方式 */
  licence: Scalars['String']['input'];
  /** Length in minutes 时长（分钟） */
  minutes: Scalars['Int']['input'];
  /** The version it replaces 被取代的版本 */
  replaces?: InputMaybe<Scalars['ID']['input']>;
  /** Producing unit 产出单位, such as a university */
  school: Scalars['String']['input'];
  /** State 状态 */
  state: CourseState;
  /** Summary 简介 */
  summary?: InputMaybe<Scalars['String']['input']>;
  /** Syllabus items it serves 对应大纲条目 */
  syllabus?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Course title 课程名称 */
  title: Scalars['String']['input'];
  /** Version 版本号, from 1 */
  version: Scalars['Int']['input'];
};

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

/** Course supplement 分院补充: a branch's local addition to a course whose core is locked. */
export type CourseSupplementRecord = {
  /** Branch 分院 */
  branch: Scalars['String']['input'];
  /** Course it adds to 所补充的课程 */
  courseId: Scalars['ID']['input'];
  /** Minutes it adds 增加时长（分钟） */
  minutes?: InputMaybe<Scalars['Int']['input']>;
  /** State 状态 */
  state: SupplementState;
  /** Text 正文 */
  text: Scalars['String']['input'];
  /** Title 标题 */
  title: Scalars['String']['input'];
};

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

/** Enrolment decision 报名结果, owned by the host. Its id is the enrolment's id. */
export type EnrolmentDecisionRecord = {
  /** Course 课程 */
  courseId: Scalars['ID']['input'];
  /** When it was decided 决定时间 */
  decidedAt: Scalars['Timestamp']['input'];
  /** Enrolment 报名 */
  enrolmentId: Scalars['ID']['input'];
  /** Home branch of the learner 所属分院 */
  homeBranch: Scalars['String']['input'];
  /** Host site 主办站点 */
  host: Scalars['String']['input'];
  /** Learner decided on 学员: a seat may be given to another learner later */
  learnerId: Scalars['ID']['input'];
  /** Lease the seat is counted under 所计名额; absent when it counts against the host's own seats */
  leaseId?: InputMaybe<Scalars['ID']['input']>;
  /** Words of the host for the learner 说明 */
  note?: InputMaybe<Scalars['String']['input']>;
  /** Offering 开班; absent for a plain course enrolment */
  offeringId?: InputMaybe<Scalars['ID']['input']>;
  /** Reason 原因 */
  reason: DecisionReason;
  /** Seat number under the lease 席位号 */
  seat?: InputMaybe<Scalars['Int']['input']>;
  /** State 状态 */
  state: DecisionState;
};

/** Enrolment 报名: a home branch's request. Its id is made from the leased seat, or from learner and offering or course, so that asking twice asks once. */
export type EnrolmentRecord = {
  /** Course 课程 */
  courseId: Scalars['ID']['input'];
  /** Desired state 请求的状态 */
  desired: EnrolmentWish;
  /** Home branch 所属分院, which asks */
  homeBranch: Scalars['String']['input'];
  /** Host site 主办站点, which decides */
  host: Scalars['String']['input'];
  /** Learner 学员 */
  learnerId: Scalars['ID']['input'];
  /** Lease whose seat it fills 名额 */
  leaseId?: InputMaybe<Scalars['ID']['input']>;
  /** Offering 开班; absent for a plain course enrolment */
  offeringId?: InputMaybe<Scalars['ID']['input']>;
  /** When the learner asked 申请时间 */
  requestedAt: Scalars['Timestamp']['input'];
  /** Seat number under the lease 席位号, from 1 */
  seat?: InputMaybe<Scalars['Int']['input']>;
};

/** What the branch asks for 请求的状态 */
export type EnrolmentWish =
  /** Take part 报名 */
  | 'associated'
  /** Take no part any more 取消报名 */
  | 'cancelled';

/** How much an announcement matters 重要程度 */
export type Importance =
  /** Needs attention 重要 */
  | 'important'
  /** For information 一般 */
  | 'normal'
  /** Needs action now 紧急 */
  | 'urgent';

/** What makes a row doubtful 存疑标记; people decide, software marks */
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

/** Learner 学员: the least the network needs. The record's id is the pseudonymous network id 网络学号; name and ID number stay at home. */
export type LearnerRecord = {
  /** Trainee category 学员类别 */
  category?: InputMaybe<Scalars['String']['input']>;
  /** Home branch 所属分院 */
  homeBranch: Scalars['String']['input'];
  /** Rank code 职务级别代码, GB/T 12407-2008 */
  rankCode?: InputMaybe<Scalars['String']['input']>;
  /** State 状态 */
  state: LearnerState;
  /** Unit 单位 */
  unit?: InputMaybe<Scalars['String']['input']>;
};

/** State of a learner 学员状态 */
export type LearnerState =
  /** Learns here 在册 */
  | 'active'
  /** No longer learns 停用 */
  | 'inactive'
  /** Moved to another branch 已转出 */
  | 'transferred';

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

/** Learning record 学习记录: append-only; a change is a new row that names the row it reverses. */
export type LearningRecordRecord = {
  /** Seconds of active learning 有效学习秒数 */
  activeSeconds: Scalars['Int']['input'];
  /** Branch where it was learned 学习所在分院 */
  branch: Scalars['String']['input'];
  /** Share of the course completed 完成度, 0 to 1 */
  completion: Scalars['Float']['input'];
  /** Course 课程 */
  courseId: Scalars['ID']['input'];
  /** Version of the course 课程版本 */
  courseVersion: Scalars['Int']['input'];
  /** Enrolment it belongs to 所属报名 */
  enrolmentId?: InputMaybe<Scalars['ID']['input']>;
  /** Doubts 存疑标记 */
  flags: Array<IntegrityFlag>;
  /** What the row does 类型 */
  kind: LearningKind;
  /** Learner 学员 */
  learnerId: Scalars['ID']['input'];
  /** Why it was corrected 更正原因 */
  reason?: InputMaybe<Scalars['String']['input']>;
  /** Written down 记录时间 */
  recordedAt: Scalars['Timestamp']['input'];
  /** Row it reverses 被更正的记录, named by a correction or void */
  replaces?: InputMaybe<Scalars['ID']['input']>;
  /** Score 成绩, 0 to 100 */
  score?: InputMaybe<Scalars['Float']['input']>;
  /** Began 开始时间 */
  startedAt: Scalars['Timestamp']['input'];
};

/** State of a seat lease 名额状态 */
export type LeaseState =
  /** In use by the branch 使用中 */
  | 'held'
  /** Given by the host 已分配 */
  | 'offered'
  /** Reclaimed by the host 已收回; its used seats stay */
  | 'released';

/** Liaison officer 联络员: the person at a branch answering for its sync and archives. */
export type LiaisonRecord = {
  /** Branch 分院 */
  branch: Scalars['String']['input'];
  /** Deputy 副联络员 */
  deputy?: InputMaybe<Scalars['String']['input']>;
  /** Duty begins 任期开始 */
  dutyFrom: Scalars['Timestamp']['input'];
  /** Duty ends 任期结束; open when absent */
  dutyTo?: InputMaybe<Scalars['Timestamp']['input']>;
  /** Person 姓名 */
  person: Scalars['String']['input'];
  /** Office telephone 办公电话 */
  phone?: InputMaybe<Scalars['String']['input']>;
  /** What the officer answers for 职责范围 */
  scope: Scalars['String']['input'];
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

/** Offering 开班: a course held once, by a host site, for a number of learners. */
export type OfferingRecord = {
  /** How it is assessed 考核方式 */
  assessment?: InputMaybe<Scalars['String']['input']>;
  /** Who may see it 可见范围: *, branch:zj, region:33 or level:province */
  audience: Array<Scalars['String']['input']>;
  /** Seats in all 总名额 */
  capacity: Scalars['Int']['input'];
  /** Ends 结束时间 */
  closesAt: Scalars['Timestamp']['input'];
  /** Course 课程 */
  courseId: Scalars['ID']['input'];
  /** Credits its host proposes 建议学分; what counts is decided by the policy in force */
  credits?: InputMaybe<Scalars['Float']['input']>;
  /** Host site 主办站点 */
  host: Scalars['String']['input'];
  /** Enrolment and teaching begin 开始时间 */
  opensAt: Scalars['Timestamp']['input'];
  /** State 状态 */
  state: OfferingState;
  /** Term 学期 */
  term?: InputMaybe<Scalars['String']['input']>;
  /** Title 名称 */
  title: Scalars['String']['input'];
  /** Year 年度 */
  year: Scalars['Int']['input'];
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

/** Seat lease 名额: seats of an offering that a branch may fill by itself, also while offline. */
export type SeatLeaseRecord = {
  /** Branch that may fill them 分院 */
  branch: Scalars['String']['input'];
  /** The branch fills no seat after this 有效期至; the host reclaims only after a further grace period */
  expiresAt: Scalars['Timestamp']['input'];
  /** Host site 主办站点 */
  host: Scalars['String']['input'];
  /** Offering 开班 */
  offeringId: Scalars['ID']['input'];
  /** Number of seats 名额数 */
  quota: Scalars['Int']['input'];
  /** State 状态 */
  state: LeaseState;
};

/** State of a supplement 补充状态 */
export type SupplementState =
  /** Being written 草稿 */
  | 'draft'
  /** In use 已发布 */
  | 'published';

/** Supply or demand side 供需角色 */
export type SupplyRole =
  /** Both 供需兼备 */
  | 'both'
  /** Takes courses from others 需求侧 */
  | 'demand'
  /** Offers courses to others 供给侧 */
  | 'supply';

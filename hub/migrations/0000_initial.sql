CREATE TABLE `sync_log` (
	`lane` text NOT NULL,
	`epoch` text NOT NULL,
	`seq` integer NOT NULL,
	`type` text NOT NULL,
	`id` text NOT NULL,
	`kept` text,
	PRIMARY KEY(`lane`, `seq`)
);

--> statement-breakpoint
CREATE INDEX `sync_log_kept` ON `sync_log` (`type`,`id`) WHERE kept is not null;
--> statement-breakpoint
CREATE TABLE `sync_epoch` (
	`lane` text NOT NULL,
	`start` integer NOT NULL,
	`epoch` text NOT NULL,
	PRIMARY KEY(`lane`, `start`)
);

--> statement-breakpoint
CREATE TABLE `sync_cursor` (
	`peer` text NOT NULL,
	`lane` text NOT NULL,
	`epoch` text NOT NULL,
	`seq` integer NOT NULL,
	`lineage` text NOT NULL,
	`owed` text NOT NULL,
	PRIMARY KEY(`peer`, `lane`)
);

--> statement-breakpoint
CREATE TABLE `sync_receipt` (
	`peer` text NOT NULL,
	`lane` text NOT NULL,
	`epoch` text NOT NULL,
	`seq` integer NOT NULL,
	`refused` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`peer`, `lane`)
);

--> statement-breakpoint
CREATE TABLE `sync_peer` (
	`site` text PRIMARY KEY NOT NULL,
	`parent` text NOT NULL,
	`role` text NOT NULL,
	`active` integer NOT NULL,
	`tokens` text NOT NULL,
	`tokens_ever` text NOT NULL,
	`keys` text NOT NULL,
	`regrant` text,
	`cloned_at` integer NOT NULL,
	`n` integer NOT NULL
);

--> statement-breakpoint
CREATE TABLE `sync_contact` (
	`peer` text PRIMARY KEY NOT NULL,
	`last_attempt_at` integer NOT NULL,
	`last_success_at` integer NOT NULL,
	`last_error` text NOT NULL,
	`heads` text NOT NULL,
	`software` text NOT NULL,
	`types` text NOT NULL,
	`returned` text NOT NULL
);

--> statement-breakpoint
CREATE TABLE `sync_meta` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);

--> statement-breakpoint
CREATE TABLE `sync_milestone` (
	`n` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`peer` text NOT NULL,
	`lane` text NOT NULL,
	`way` text NOT NULL,
	`epoch` text NOT NULL,
	`seq` integer NOT NULL,
	`sent_at` integer NOT NULL,
	`done_at` integer NOT NULL
);

--> statement-breakpoint
CREATE INDEX `sync_milestone_by_feed` ON `sync_milestone` (`peer`,`lane`,`way`,`n`);
--> statement-breakpoint
CREATE TABLE `sync_verification` (
	`peer` text NOT NULL,
	`lane` text NOT NULL,
	`way` text NOT NULL,
	`at` text NOT NULL,
	`round` integer NOT NULL,
	`done` text NOT NULL,
	`repaired` integer NOT NULL,
	PRIMARY KEY(`peer`, `lane`, `way`)
);

--> statement-breakpoint
CREATE TABLE `sync_quarantine` (
	`ref` text PRIMARY KEY NOT NULL,
	`type` text NOT NULL,
	`id` text NOT NULL,
	`peer` text NOT NULL,
	`lane` text NOT NULL,
	`epoch` text NOT NULL,
	`seq` integer NOT NULL,
	`faults` text NOT NULL,
	`raw` text NOT NULL,
	`state` text NOT NULL,
	`since` integer NOT NULL,
	`settled_at` integer NOT NULL
);

--> statement-breakpoint
CREATE INDEX `sync_quarantine_by_record` ON `sync_quarantine` (`type`,`id`);
--> statement-breakpoint
CREATE INDEX `sync_quarantine_by_state` ON `sync_quarantine` (`state`,`peer`);
--> statement-breakpoint
CREATE TABLE `sync_conflict` (
	`ref` text PRIMARY KEY NOT NULL,
	`type` text NOT NULL,
	`id` text NOT NULL,
	`from` text NOT NULL,
	`theirs` text NOT NULL,
	`ours_rev` text NOT NULL,
	`since` integer NOT NULL,
	`state` text NOT NULL,
	`settled_at` integer NOT NULL
);

--> statement-breakpoint
CREATE INDEX `sync_conflict_by_record` ON `sync_conflict` (`type`,`id`);
--> statement-breakpoint
CREATE TABLE `sync_held` (
	`ref` text PRIMARY KEY NOT NULL,
	`type` text NOT NULL,
	`id` text NOT NULL,
	`owner` text NOT NULL,
	`from` text NOT NULL,
	`entry` text NOT NULL,
	`since` integer NOT NULL
);

--> statement-breakpoint
CREATE INDEX `sync_held_by_owner` ON `sync_held` (`owner`,`ref`);
--> statement-breakpoint
CREATE INDEX `sync_held_by_record` ON `sync_held` (`type`,`id`);
--> statement-breakpoint
CREATE TABLE `sync_outbox` (
	`n` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`job` text NOT NULL,
	`type` text NOT NULL,
	`id` text NOT NULL,
	`at` integer NOT NULL,
	`attempts` integer NOT NULL,
	`due_at` integer,
	`error` text NOT NULL
);

--> statement-breakpoint
CREATE INDEX `sync_outbox_by_job` ON `sync_outbox` (`job`);
--> statement-breakpoint
CREATE TABLE `courses` (
	`id` text PRIMARY KEY NOT NULL,
	`owner` text NOT NULL,
	`rev` text NOT NULL,
	`trail` text NOT NULL,
	`version` integer NOT NULL,
	`op` text NOT NULL,
	`schema_version` integer NOT NULL,
	`at` integer NOT NULL,
	`hash` text NOT NULL,
	`sig` text NOT NULL,
	`body` text,
	`via` text,
	`via_epoch` text,
	`via_seq` integer,
	`pos` integer,
	`audience` text NOT NULL,
	`reach` text NOT NULL,
	`code` text GENERATED ALWAYS AS (json_extract(body, '$.code')) VIRTUAL,
	`title` text GENERATED ALWAYS AS (json_extract(body, '$.title')) VIRTUAL,
	`category` text GENERATED ALWAYS AS (json_extract(body, '$.category')) VIRTUAL,
	`kind` text GENERATED ALWAYS AS (json_extract(body, '$.kind')) VIRTUAL,
	`school` text GENERATED ALWAYS AS (json_extract(body, '$.school')) VIRTUAL,
	`summary` text GENERATED ALWAYS AS (json_extract(body, '$.summary')) VIRTUAL,
	`state` text GENERATED ALWAYS AS (json_extract(body, '$.state')) VIRTUAL
);

--> statement-breakpoint
CREATE INDEX `courses_by_code` ON `courses` (`code`);
--> statement-breakpoint
CREATE INDEX `courses_by_state_kind` ON `courses` (`state`,`kind`);
--> statement-breakpoint
CREATE INDEX `courses_by_place` ON `courses` (`via`,`via_seq`) WHERE via is not null;
--> statement-breakpoint
CREATE TABLE `course_supplements` (
	`id` text PRIMARY KEY NOT NULL,
	`owner` text NOT NULL,
	`rev` text NOT NULL,
	`trail` text NOT NULL,
	`version` integer NOT NULL,
	`op` text NOT NULL,
	`schema_version` integer NOT NULL,
	`at` integer NOT NULL,
	`hash` text NOT NULL,
	`sig` text NOT NULL,
	`body` text,
	`via` text,
	`via_epoch` text,
	`via_seq` integer,
	`pos` integer,
	`audience` text NOT NULL,
	`reach` text NOT NULL,
	`course_id` text GENERATED ALWAYS AS (json_extract(body, '$.courseId')) VIRTUAL,
	`branch` text GENERATED ALWAYS AS (json_extract(body, '$.branch')) VIRTUAL,
	`state` text GENERATED ALWAYS AS (json_extract(body, '$.state')) VIRTUAL
);

--> statement-breakpoint
CREATE INDEX `course_supplements_by_course_id` ON `course_supplements` (`course_id`);
--> statement-breakpoint
CREATE INDEX `course_supplements_by_place` ON `course_supplements` (`via`,`via_seq`) WHERE via is not null;
--> statement-breakpoint
CREATE TABLE `enrolments` (
	`id` text PRIMARY KEY NOT NULL,
	`owner` text NOT NULL,
	`rev` text NOT NULL,
	`trail` text NOT NULL,
	`version` integer NOT NULL,
	`op` text NOT NULL,
	`schema_version` integer NOT NULL,
	`at` integer NOT NULL,
	`hash` text NOT NULL,
	`sig` text NOT NULL,
	`body` text,
	`via` text,
	`via_epoch` text,
	`via_seq` integer,
	`pos` integer,
	`audience` text NOT NULL,
	`reach` text NOT NULL,
	`learner_id` text GENERATED ALWAYS AS (json_extract(body, '$.learnerId')) VIRTUAL,
	`offering_id` text GENERATED ALWAYS AS (json_extract(body, '$.offeringId')) VIRTUAL,
	`course_id` text GENERATED ALWAYS AS (json_extract(body, '$.courseId')) VIRTUAL,
	`host` text GENERATED ALWAYS AS (json_extract(body, '$.host')) VIRTUAL,
	`home_branch` text GENERATED ALWAYS AS (json_extract(body, '$.homeBranch')) VIRTUAL,
	`desired` text GENERATED ALWAYS AS (json_extract(body, '$.desired')) VIRTUAL,
	`lease_id` text GENERATED ALWAYS AS (json_extract(body, '$.leaseId')) VIRTUAL,
	`seat` integer GENERATED ALWAYS AS (json_extract(body, '$.seat')) VIRTUAL,
	`requested_at` integer GENERATED ALWAYS AS (json_extract(body, '$.requestedAt')) VIRTUAL
);

--> statement-breakpoint
CREATE INDEX `enrolments_by_learner_id` ON `enrolments` (`learner_id`);
--> statement-breakpoint
CREATE INDEX `enrolments_by_offering_id` ON `enrolments` (`offering_id`);
--> statement-breakpoint
CREATE INDEX `enrolments_by_course_id` ON `enrolments` (`course_id`);
--> statement-breakpoint
CREATE INDEX `enrolments_by_home_branch` ON `enrolments` (`home_branch`);
--> statement-breakpoint
CREATE INDEX `enrolments_by_lease_id_seat` ON `enrolments` (`lease_id`,`seat`);
--> statement-breakpoint
CREATE INDEX `enrolments_by_requested_at` ON `enrolments` (`requested_at`);
--> statement-breakpoint
CREATE INDEX `enrolments_by_place` ON `enrolments` (`via`,`via_seq`) WHERE via is not null;
--> statement-breakpoint
CREATE TABLE `enrolment_decisions` (
	`id` text PRIMARY KEY NOT NULL,
	`owner` text NOT NULL,
	`rev` text NOT NULL,
	`trail` text NOT NULL,
	`version` integer NOT NULL,
	`op` text NOT NULL,
	`schema_version` integer NOT NULL,
	`at` integer NOT NULL,
	`hash` text NOT NULL,
	`sig` text NOT NULL,
	`body` text,
	`via` text,
	`via_epoch` text,
	`via_seq` integer,
	`pos` integer,
	`audience` text NOT NULL,
	`reach` text NOT NULL,
	`learner_id` text GENERATED ALWAYS AS (json_extract(body, '$.learnerId')) VIRTUAL,
	`offering_id` text GENERATED ALWAYS AS (json_extract(body, '$.offeringId')) VIRTUAL,
	`home_branch` text GENERATED ALWAYS AS (json_extract(body, '$.homeBranch')) VIRTUAL,
	`state` text GENERATED ALWAYS AS (json_extract(body, '$.state')) VIRTUAL,
	`reason` text GENERATED ALWAYS AS (json_extract(body, '$.reason')) VIRTUAL,
	`lease_id` text GENERATED ALWAYS AS (json_extract(body, '$.leaseId')) VIRTUAL,
	`decided_at` integer GENERATED ALWAYS AS (json_extract(body, '$.decidedAt')) VIRTUAL
);

--> statement-breakpoint
CREATE INDEX `enrolment_decisions_by_offering_id_state` ON `enrolment_decisions` (`offering_id`,`state`);
--> statement-breakpoint
CREATE INDEX `enrolment_decisions_by_lease_id` ON `enrolment_decisions` (`lease_id`);
--> statement-breakpoint
CREATE INDEX `enrolment_decisions_by_place` ON `enrolment_decisions` (`via`,`via_seq`) WHERE via is not null;
--> statement-breakpoint
CREATE TABLE `learners` (
	`id` text PRIMARY KEY NOT NULL,
	`owner` text NOT NULL,
	`rev` text NOT NULL,
	`trail` text NOT NULL,
	`version` integer NOT NULL,
	`op` text NOT NULL,
	`schema_version` integer NOT NULL,
	`at` integer NOT NULL,
	`hash` text NOT NULL,
	`sig` text NOT NULL,
	`body` text,
	`via` text,
	`via_epoch` text,
	`via_seq` integer,
	`pos` integer,
	`audience` text NOT NULL,
	`reach` text NOT NULL,
	`home_branch` text GENERATED ALWAYS AS (json_extract(body, '$.homeBranch')) VIRTUAL,
	`category` text GENERATED ALWAYS AS (json_extract(body, '$.category')) VIRTUAL,
	`state` text GENERATED ALWAYS AS (json_extract(body, '$.state')) VIRTUAL
);

--> statement-breakpoint
CREATE INDEX `learners_by_home_branch` ON `learners` (`home_branch`);
--> statement-breakpoint
CREATE INDEX `learners_by_place` ON `learners` (`via`,`via_seq`) WHERE via is not null;
--> statement-breakpoint
CREATE TABLE `offerings` (
	`id` text PRIMARY KEY NOT NULL,
	`owner` text NOT NULL,
	`rev` text NOT NULL,
	`trail` text NOT NULL,
	`version` integer NOT NULL,
	`op` text NOT NULL,
	`schema_version` integer NOT NULL,
	`at` integer NOT NULL,
	`hash` text NOT NULL,
	`sig` text NOT NULL,
	`body` text,
	`via` text,
	`via_epoch` text,
	`via_seq` integer,
	`pos` integer,
	`audience` text NOT NULL,
	`reach` text NOT NULL,
	`course_id` text GENERATED ALWAYS AS (json_extract(body, '$.courseId')) VIRTUAL,
	`host` text GENERATED ALWAYS AS (json_extract(body, '$.host')) VIRTUAL,
	`title` text GENERATED ALWAYS AS (json_extract(body, '$.title')) VIRTUAL,
	`year` integer GENERATED ALWAYS AS (json_extract(body, '$.year')) VIRTUAL,
	`term` text GENERATED ALWAYS AS (json_extract(body, '$.term')) VIRTUAL,
	`capacity` integer GENERATED ALWAYS AS (json_extract(body, '$.capacity')) VIRTUAL,
	`state` text GENERATED ALWAYS AS (json_extract(body, '$.state')) VIRTUAL
);

--> statement-breakpoint
CREATE INDEX `offerings_by_course_id` ON `offerings` (`course_id`);
--> statement-breakpoint
CREATE INDEX `offerings_by_host_state` ON `offerings` (`host`,`state`);
--> statement-breakpoint
CREATE INDEX `offerings_by_place` ON `offerings` (`via`,`via_seq`) WHERE via is not null;
--> statement-breakpoint
CREATE TABLE `seat_leases` (
	`id` text PRIMARY KEY NOT NULL,
	`owner` text NOT NULL,
	`rev` text NOT NULL,
	`trail` text NOT NULL,
	`version` integer NOT NULL,
	`op` text NOT NULL,
	`schema_version` integer NOT NULL,
	`at` integer NOT NULL,
	`hash` text NOT NULL,
	`sig` text NOT NULL,
	`body` text,
	`via` text,
	`via_epoch` text,
	`via_seq` integer,
	`pos` integer,
	`audience` text NOT NULL,
	`reach` text NOT NULL,
	`offering_id` text GENERATED ALWAYS AS (json_extract(body, '$.offeringId')) VIRTUAL,
	`host` text GENERATED ALWAYS AS (json_extract(body, '$.host')) VIRTUAL,
	`branch` text GENERATED ALWAYS AS (json_extract(body, '$.branch')) VIRTUAL,
	`quota` integer GENERATED ALWAYS AS (json_extract(body, '$.quota')) VIRTUAL,
	`expires_at` integer GENERATED ALWAYS AS (json_extract(body, '$.expiresAt')) VIRTUAL,
	`state` text GENERATED ALWAYS AS (json_extract(body, '$.state')) VIRTUAL
);

--> statement-breakpoint
CREATE INDEX `seat_leases_by_offering_id_branch` ON `seat_leases` (`offering_id`,`branch`);
--> statement-breakpoint
CREATE INDEX `seat_leases_by_place` ON `seat_leases` (`via`,`via_seq`) WHERE via is not null;
--> statement-breakpoint
CREATE TABLE `learning_records` (
	`id` text PRIMARY KEY NOT NULL,
	`owner` text NOT NULL,
	`rev` text NOT NULL,
	`trail` text NOT NULL,
	`version` integer NOT NULL,
	`op` text NOT NULL,
	`schema_version` integer NOT NULL,
	`at` integer NOT NULL,
	`hash` text NOT NULL,
	`sig` text NOT NULL,
	`body` text,
	`via` text,
	`via_epoch` text,
	`via_seq` integer,
	`pos` integer,
	`audience` text NOT NULL,
	`reach` text NOT NULL,
	`learner_id` text GENERATED ALWAYS AS (json_extract(body, '$.learnerId')) VIRTUAL,
	`branch` text GENERATED ALWAYS AS (json_extract(body, '$.branch')) VIRTUAL,
	`course_id` text GENERATED ALWAYS AS (json_extract(body, '$.courseId')) VIRTUAL,
	`enrolment_id` text GENERATED ALWAYS AS (json_extract(body, '$.enrolmentId')) VIRTUAL,
	`kind` text GENERATED ALWAYS AS (json_extract(body, '$.kind')) VIRTUAL,
	`replaces` text GENERATED ALWAYS AS (json_extract(body, '$.replaces')) VIRTUAL,
	`recorded_at` integer GENERATED ALWAYS AS (json_extract(body, '$.recordedAt')) VIRTUAL
);

--> statement-breakpoint
CREATE INDEX `learning_records_by_learner_id_course_id` ON `learning_records` (`learner_id`,`course_id`);
--> statement-breakpoint
CREATE INDEX `learning_records_by_course_id` ON `learning_records` (`course_id`);
--> statement-breakpoint
CREATE INDEX `learning_records_by_replaces` ON `learning_records` (`replaces`);
--> statement-breakpoint
CREATE INDEX `learning_records_by_recorded_at` ON `learning_records` (`recorded_at`);
--> statement-breakpoint
CREATE INDEX `learning_records_by_place` ON `learning_records` (`via`,`via_seq`) WHERE via is not null;
--> statement-breakpoint
CREATE TABLE `branches` (
	`id` text PRIMARY KEY NOT NULL,
	`owner` text NOT NULL,
	`rev` text NOT NULL,
	`trail` text NOT NULL,
	`version` integer NOT NULL,
	`op` text NOT NULL,
	`schema_version` integer NOT NULL,
	`at` integer NOT NULL,
	`hash` text NOT NULL,
	`sig` text NOT NULL,
	`body` text,
	`via` text,
	`via_epoch` text,
	`via_seq` integer,
	`pos` integer,
	`audience` text NOT NULL,
	`reach` text NOT NULL,
	`code` text GENERATED ALWAYS AS (json_extract(body, '$.code')) VIRTUAL,
	`name` text GENERATED ALWAYS AS (json_extract(body, '$.name')) VIRTUAL,
	`level` text GENERATED ALWAYS AS (json_extract(body, '$.level')) VIRTUAL,
	`region` text GENERATED ALWAYS AS (json_extract(body, '$.region')) VIRTUAL,
	`parent` text GENERATED ALWAYS AS (json_extract(body, '$.parent')) VIRTUAL,
	`state` text GENERATED ALWAYS AS (json_extract(body, '$.state')) VIRTUAL
);

--> statement-breakpoint
CREATE INDEX `branches_by_region` ON `branches` (`region`);
--> statement-breakpoint
CREATE INDEX `branches_by_state` ON `branches` (`state`);
--> statement-breakpoint
CREATE INDEX `branches_by_place` ON `branches` (`via`,`via_seq`) WHERE via is not null;
--> statement-breakpoint
CREATE TABLE `branch_profiles` (
	`id` text PRIMARY KEY NOT NULL,
	`owner` text NOT NULL,
	`rev` text NOT NULL,
	`trail` text NOT NULL,
	`version` integer NOT NULL,
	`op` text NOT NULL,
	`schema_version` integer NOT NULL,
	`at` integer NOT NULL,
	`hash` text NOT NULL,
	`sig` text NOT NULL,
	`body` text,
	`via` text,
	`via_epoch` text,
	`via_seq` integer,
	`pos` integer,
	`audience` text NOT NULL,
	`reach` text NOT NULL,
	`branch` text GENERATED ALWAYS AS (json_extract(body, '$.branch')) VIRTUAL,
	`software` text GENERATED ALWAYS AS (json_extract(body, '$.software')) VIRTUAL,
	`role` text GENERATED ALWAYS AS (json_extract(body, '$.role')) VIRTUAL
);

--> statement-breakpoint
CREATE INDEX `branch_profiles_by_place` ON `branch_profiles` (`via`,`via_seq`) WHERE via is not null;
--> statement-breakpoint
CREATE TABLE `liaisons` (
	`id` text PRIMARY KEY NOT NULL,
	`owner` text NOT NULL,
	`rev` text NOT NULL,
	`trail` text NOT NULL,
	`version` integer NOT NULL,
	`op` text NOT NULL,
	`schema_version` integer NOT NULL,
	`at` integer NOT NULL,
	`hash` text NOT NULL,
	`sig` text NOT NULL,
	`body` text,
	`via` text,
	`via_epoch` text,
	`via_seq` integer,
	`pos` integer,
	`audience` text NOT NULL,
	`reach` text NOT NULL,
	`branch` text GENERATED ALWAYS AS (json_extract(body, '$.branch')) VIRTUAL,
	`state` text GENERATED ALWAYS AS (json_extract(body, '$.state')) VIRTUAL,
	`duty_to` integer GENERATED ALWAYS AS (json_extract(body, '$.dutyTo')) VIRTUAL
);

--> statement-breakpoint
CREATE INDEX `liaisons_by_branch_state` ON `liaisons` (`branch`,`state`);
--> statement-breakpoint
CREATE INDEX `liaisons_by_place` ON `liaisons` (`via`,`via_seq`) WHERE via is not null;
--> statement-breakpoint
CREATE TABLE `acknowledgements` (
	`id` text PRIMARY KEY NOT NULL,
	`owner` text NOT NULL,
	`rev` text NOT NULL,
	`trail` text NOT NULL,
	`version` integer NOT NULL,
	`op` text NOT NULL,
	`schema_version` integer NOT NULL,
	`at` integer NOT NULL,
	`hash` text NOT NULL,
	`sig` text NOT NULL,
	`body` text,
	`via` text,
	`via_epoch` text,
	`via_seq` integer,
	`pos` integer,
	`audience` text NOT NULL,
	`reach` text NOT NULL,
	`kind` text GENERATED ALWAYS AS (json_extract(body, '$.kind')) VIRTUAL,
	`subject_id` text GENERATED ALWAYS AS (json_extract(body, '$.subjectId')) VIRTUAL,
	`site` text GENERATED ALWAYS AS (json_extract(body, '$.site')) VIRTUAL,
	`acknowledged_at` integer GENERATED ALWAYS AS (json_extract(body, '$.acknowledgedAt')) VIRTUAL
);

--> statement-breakpoint
CREATE INDEX `acknowledgements_by_subject_id` ON `acknowledgements` (`subject_id`);
--> statement-breakpoint
CREATE INDEX `acknowledgements_by_place` ON `acknowledgements` (`via`,`via_seq`) WHERE via is not null;
--> statement-breakpoint
CREATE TABLE `alerts` (
	`id` text PRIMARY KEY NOT NULL,
	`owner` text NOT NULL,
	`rev` text NOT NULL,
	`trail` text NOT NULL,
	`version` integer NOT NULL,
	`op` text NOT NULL,
	`schema_version` integer NOT NULL,
	`at` integer NOT NULL,
	`hash` text NOT NULL,
	`sig` text NOT NULL,
	`body` text,
	`via` text,
	`via_epoch` text,
	`via_seq` integer,
	`pos` integer,
	`audience` text NOT NULL,
	`reach` text NOT NULL,
	`site` text GENERATED ALWAYS AS (json_extract(body, '$.site')) VIRTUAL,
	`stream` text GENERATED ALWAYS AS (json_extract(body, '$.stream')) VIRTUAL,
	`level` text GENERATED ALWAYS AS (json_extract(body, '$.level')) VIRTUAL,
	`state` text GENERATED ALWAYS AS (json_extract(body, '$.state')) VIRTUAL,
	`raised_at` integer GENERATED ALWAYS AS (json_extract(body, '$.raisedAt')) VIRTUAL
);

--> statement-breakpoint
CREATE INDEX `alerts_by_state_raised_at` ON `alerts` (`state`,`raised_at`);
--> statement-breakpoint
CREATE INDEX `alerts_by_site` ON `alerts` (`site`);
--> statement-breakpoint
CREATE INDEX `alerts_by_place` ON `alerts` (`via`,`via_seq`) WHERE via is not null;
--> statement-breakpoint
CREATE TABLE `announcements` (
	`id` text PRIMARY KEY NOT NULL,
	`owner` text NOT NULL,
	`rev` text NOT NULL,
	`trail` text NOT NULL,
	`version` integer NOT NULL,
	`op` text NOT NULL,
	`schema_version` integer NOT NULL,
	`at` integer NOT NULL,
	`hash` text NOT NULL,
	`sig` text NOT NULL,
	`body` text,
	`via` text,
	`via_epoch` text,
	`via_seq` integer,
	`pos` integer,
	`audience` text NOT NULL,
	`reach` text NOT NULL,
	`title` text GENERATED ALWAYS AS (json_extract(body, '$.title')) VIRTUAL,
	`importance` text GENERATED ALWAYS AS (json_extract(body, '$.importance')) VIRTUAL,
	`state` text GENERATED ALWAYS AS (json_extract(body, '$.state')) VIRTUAL,
	`published_at` integer GENERATED ALWAYS AS (json_extract(body, '$.publishedAt')) VIRTUAL
);

--> statement-breakpoint
CREATE INDEX `announcements_by_published_at` ON `announcements` (`published_at`);
--> statement-breakpoint
CREATE INDEX `announcements_by_place` ON `announcements` (`via`,`via_seq`) WHERE via is not null;
--> statement-breakpoint
CREATE TABLE `account` (
	`id` text PRIMARY KEY NOT NULL,
	`login` text NOT NULL,
	`name` text NOT NULL,
	`password_hash` text NOT NULL,
	`role` text NOT NULL,
	`site` text NOT NULL,
	`branch_id` text,
	`learner_id` text,
	`created_at` integer NOT NULL,
	`disabled` integer DEFAULT false NOT NULL
);

--> statement-breakpoint
CREATE UNIQUE INDEX `account_login_unique` ON `account` (`login`);
--> statement-breakpoint
CREATE TABLE `session` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade
);

--> statement-breakpoint
CREATE INDEX `session_by_account` ON `session` (`account_id`);
--> statement-breakpoint
CREATE INDEX `session_by_expiry` ON `session` (`expires_at`);
--> statement-breakpoint
CREATE TABLE `seen_token` (
	`jti` text NOT NULL,
	`site` text NOT NULL,
	`expires_at` integer NOT NULL,
	PRIMARY KEY(`site`, `jti`)
);

--> statement-breakpoint
CREATE INDEX `seen_token_by_expiry` ON `seen_token` (`expires_at`);

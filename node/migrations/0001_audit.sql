CREATE TABLE `audit_entry` (
	`seq` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actor_kind` text NOT NULL,
	`actor` text NOT NULL,
	`role` text NOT NULL,
	`address` text NOT NULL,
	`action` text NOT NULL,
	`subject` text NOT NULL,
	`result` text NOT NULL,
	`detail` text NOT NULL,
	`prev` text NOT NULL,
	`hash` text NOT NULL,
	`sig` text NOT NULL
);

--> statement-breakpoint
CREATE INDEX `audit_entry_by_time` ON `audit_entry` (`at`);
--> statement-breakpoint
CREATE INDEX `audit_entry_by_actor` ON `audit_entry` (`actor`);
--> statement-breakpoint
CREATE INDEX `audit_entry_by_action` ON `audit_entry` (`action`);
--> statement-breakpoint
CREATE TABLE `audit_anchor` (
	`seq` integer PRIMARY KEY NOT NULL,
	`hash` text NOT NULL,
	`at` integer NOT NULL,
	`sig` text NOT NULL
);


ALTER TABLE `sync_peer` ADD `sees` text;

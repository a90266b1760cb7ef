"""E-mail: messages, newsletters, mailboxes."""

-- What the identity provider wants to see when somebody who logged in there logs out: its own ID token. Encrypted; null for
-- logins of our own. Emptied by the logout, and gone with the row at the latest.
alter table web_session add column id_token_enc bytea;

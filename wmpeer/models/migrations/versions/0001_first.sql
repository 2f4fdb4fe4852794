CREATE TABLE agreed (
	area VARCHAR, 
	"view" VARCHAR, 
	confidence VARCHAR, 
	wording VARCHAR, 
	reason VARCHAR, 
	entity VARCHAR NOT NULL, 
	authority VARCHAR, 
	author VARCHAR NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	made_at VARCHAR NOT NULL, 
	changed_at VARCHAR NOT NULL, 
	head JSON NOT NULL, 
	differences JSON NOT NULL, 
	withdrawn BOOLEAN NOT NULL, 
	CONSTRAINT pk_agreed PRIMARY KEY (entity)
)

-- next --

CREATE INDEX ix_agreed_authority ON agreed (authority)

-- next --

CREATE TABLE allocation (
	person VARCHAR, 
	entity VARCHAR NOT NULL, 
	authority VARCHAR, 
	author VARCHAR NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	made_at VARCHAR NOT NULL, 
	changed_at VARCHAR NOT NULL, 
	head JSON NOT NULL, 
	differences JSON NOT NULL, 
	withdrawn BOOLEAN NOT NULL, 
	CONSTRAINT pk_allocation PRIMARY KEY (entity)
)

-- next --

CREATE INDEX ix_allocation_authority ON allocation (authority)

-- next --

CREATE TABLE approval (
	"by" VARCHAR, 
	name VARCHAR, 
	"on" VARCHAR, 
	entity VARCHAR NOT NULL, 
	authority VARCHAR, 
	author VARCHAR NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	made_at VARCHAR NOT NULL, 
	changed_at VARCHAR NOT NULL, 
	head JSON NOT NULL, 
	differences JSON NOT NULL, 
	withdrawn BOOLEAN NOT NULL, 
	CONSTRAINT pk_approval PRIMARY KEY (entity)
)

-- next --

CREATE INDEX ix_approval_authority ON approval (authority)

-- next --

CREATE TABLE authority (
	name VARCHAR, 
	ons_code VARCHAR, 
	dfe_code VARCHAR, 
	ofsted_urn VARCHAR, 
	sort VARCHAR, 
	trust VARCHAR, 
	variants JSON NOT NULL, 
	entity VARCHAR NOT NULL, 
	authority VARCHAR, 
	author VARCHAR NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	made_at VARCHAR NOT NULL, 
	changed_at VARCHAR NOT NULL, 
	head JSON NOT NULL, 
	differences JSON NOT NULL, 
	withdrawn BOOLEAN NOT NULL, 
	CONSTRAINT pk_authority PRIMARY KEY (entity)
)

-- next --

CREATE INDEX ix_authority_authority ON authority (authority)

-- next --

CREATE INDEX ix_authority_ons_code ON authority (ons_code)

-- next --

CREATE TABLE batch (
	sha256 VARCHAR, 
	sheet VARCHAR, 
	name VARCHAR, 
	kind VARCHAR, 
	source VARCHAR, 
	publisher VARCHAR, 
	release VARCHAR, 
	released_on VARCHAR, 
	mapping VARCHAR, 
	rows INTEGER, 
	"values" INTEGER, 
	markers JSON, 
	choices JSON, 
	restated JSON, 
	loaded_at VARCHAR, 
	retired BOOLEAN, 
	entity VARCHAR NOT NULL, 
	authority VARCHAR, 
	author VARCHAR NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	made_at VARCHAR NOT NULL, 
	changed_at VARCHAR NOT NULL, 
	head JSON NOT NULL, 
	differences JSON NOT NULL, 
	withdrawn BOOLEAN NOT NULL, 
	CONSTRAINT pk_batch PRIMARY KEY (entity)
)

-- next --

CREATE INDEX ix_batch_authority ON batch (authority)

-- next --

CREATE INDEX ix_batch_sha256 ON batch (sha256)

-- next --

CREATE TABLE brought (
	revision VARCHAR NOT NULL, 
	receipt VARCHAR NOT NULL, 
	CONSTRAINT pk_brought PRIMARY KEY (revision, receipt)
)

-- next --

CREATE INDEX ix_brought_receipt ON brought (receipt)

-- next --

CREATE TABLE choice (
	chosen JSON NOT NULL, 
	ranks JSON NOT NULL, 
	entity VARCHAR NOT NULL, 
	authority VARCHAR, 
	author VARCHAR NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	made_at VARCHAR NOT NULL, 
	changed_at VARCHAR NOT NULL, 
	head JSON NOT NULL, 
	differences JSON NOT NULL, 
	withdrawn BOOLEAN NOT NULL, 
	CONSTRAINT pk_choice PRIMARY KEY (entity)
)

-- next --

CREATE INDEX ix_choice_authority ON choice (authority)

-- next --

CREATE TABLE claim_answer (
	claim VARCHAR, 
	answer VARCHAR, 
	verdict VARCHAR, 
	note VARCHAR, 
	selector JSON, 
	mark JSON, 
	entity VARCHAR NOT NULL, 
	authority VARCHAR, 
	author VARCHAR NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	made_at VARCHAR NOT NULL, 
	changed_at VARCHAR NOT NULL, 
	head JSON NOT NULL, 
	differences JSON NOT NULL, 
	withdrawn BOOLEAN NOT NULL, 
	CONSTRAINT pk_claim_answer PRIMARY KEY (entity)
)

-- next --

CREATE INDEX ix_claim_answer_authority ON claim_answer (authority)

-- next --

CREATE INDEX ix_claim_answer_claim ON claim_answer (claim)

-- next --

CREATE TABLE clip_place (
	id VARCHAR NOT NULL, 
	found JSON NOT NULL, 
	CONSTRAINT pk_clip_place PRIMARY KEY (id)
)

-- next --

CREATE TABLE clipping (
	sha256 VARCHAR NOT NULL, 
	width INTEGER NOT NULL, 
	height INTEGER NOT NULL, 
	png BLOB NOT NULL, 
	CONSTRAINT pk_clipping PRIMARY KEY (sha256)
)

-- next --

CREATE TABLE column_mapping (
	name VARCHAR, 
	recipe JSON, 
	signature VARCHAR, 
	source VARCHAR, 
	entity VARCHAR NOT NULL, 
	authority VARCHAR, 
	author VARCHAR NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	made_at VARCHAR NOT NULL, 
	changed_at VARCHAR NOT NULL, 
	head JSON NOT NULL, 
	differences JSON NOT NULL, 
	withdrawn BOOLEAN NOT NULL, 
	CONSTRAINT pk_column_mapping PRIMARY KEY (entity)
)

-- next --

CREATE INDEX ix_column_mapping_authority ON column_mapping (authority)

-- next --

CREATE INDEX ix_column_mapping_signature ON column_mapping (signature)

-- next --

CREATE TABLE commentary (
	part VARCHAR, 
	text VARCHAR, 
	entity VARCHAR NOT NULL, 
	authority VARCHAR, 
	author VARCHAR NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	made_at VARCHAR NOT NULL, 
	changed_at VARCHAR NOT NULL, 
	head JSON NOT NULL, 
	differences JSON NOT NULL, 
	withdrawn BOOLEAN NOT NULL, 
	CONSTRAINT pk_commentary PRIMARY KEY (entity)
)

-- next --

CREATE INDEX ix_commentary_authority ON commentary (authority)

-- next --

CREATE TABLE content (
	id INTEGER NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	size INTEGER NOT NULL, 
	bytes BLOB NOT NULL, 
	CONSTRAINT pk_content PRIMARY KEY (id), 
	CONSTRAINT uq_content_sha256 UNIQUE (sha256)
)

-- next --

CREATE TABLE cycle (
	name VARCHAR, 
	region VARCHAR, 
	framework VARCHAR, 
	dates JSON NOT NULL, 
	started_from VARCHAR, 
	entity VARCHAR NOT NULL, 
	authority VARCHAR, 
	author VARCHAR NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	made_at VARCHAR NOT NULL, 
	changed_at VARCHAR NOT NULL, 
	head JSON NOT NULL, 
	differences JSON NOT NULL, 
	withdrawn BOOLEAN NOT NULL, 
	CONSTRAINT pk_cycle PRIMARY KEY (entity)
)

-- next --

CREATE INDEX ix_cycle_authority ON cycle (authority)

-- next --

CREATE TABLE device (
	person VARCHAR, 
	name VARCHAR, 
	signing_key VARCHAR, 
	sealing_key VARCHAR, 
	admitted_on VARCHAR, 
	revoked_on VARCHAR, 
	cut JSON NOT NULL, 
	entity VARCHAR NOT NULL, 
	authority VARCHAR, 
	author VARCHAR NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	made_at VARCHAR NOT NULL, 
	changed_at VARCHAR NOT NULL, 
	head JSON NOT NULL, 
	differences JSON NOT NULL, 
	withdrawn BOOLEAN NOT NULL, 
	CONSTRAINT pk_device PRIMARY KEY (entity)
)

-- next --

CREATE INDEX ix_device_authority ON device (authority)

-- next --

CREATE INDEX ix_device_signing_key ON device (signing_key)

-- next --

CREATE TABLE document (
	sha256 VARCHAR, 
	name VARCHAR, 
	format VARCHAR, 
	title VARCHAR, 
	pages INTEGER, 
	passages INTEGER, 
	characters INTEGER, 
	picture_pages JSON, 
	replaces VARCHAR, 
	replaced_by VARCHAR, 
	version INTEGER, 
	loaded_at VARCHAR, 
	retired BOOLEAN, 
	entity VARCHAR NOT NULL, 
	authority VARCHAR, 
	author VARCHAR NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	made_at VARCHAR NOT NULL, 
	changed_at VARCHAR NOT NULL, 
	head JSON NOT NULL, 
	differences JSON NOT NULL, 
	withdrawn BOOLEAN NOT NULL, 
	CONSTRAINT pk_document PRIMARY KEY (entity)
)

-- next --

CREATE INDEX ix_document_authority ON document (authority)

-- next --

CREATE INDEX ix_document_sha256 ON document (sha256)

-- next --

CREATE TABLE draft (
	"key" VARCHAR NOT NULL, 
	person VARCHAR NOT NULL, 
	body JSON NOT NULL, 
	changed_at VARCHAR NOT NULL, 
	CONSTRAINT pk_draft PRIMARY KEY ("key", person)
)

-- next --

CREATE TABLE finding (
	area VARCHAR, 
	kind VARCHAR, 
	text VARCHAR, 
	level INTEGER, 
	rank INTEGER, 
	about VARCHAR, 
	in_letter BOOLEAN, 
	tags JSON NOT NULL, 
	evidence JSON NOT NULL, 
	entity VARCHAR NOT NULL, 
	authority VARCHAR, 
	author VARCHAR NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	made_at VARCHAR NOT NULL, 
	changed_at VARCHAR NOT NULL, 
	head JSON NOT NULL, 
	differences JSON NOT NULL, 
	withdrawn BOOLEAN NOT NULL, 
	CONSTRAINT pk_finding PRIMARY KEY (entity)
)

-- next --

CREATE INDEX ix_finding_authority ON finding (authority)

-- next --

CREATE TABLE flag_answer (
	rule VARCHAR, 
	code VARCHAR, 
	source VARCHAR, 
	period VARCHAR, 
	answer VARCHAR, 
	text VARCHAR, 
	finding VARCHAR, 
	seen JSON, 
	entity VARCHAR NOT NULL, 
	authority VARCHAR, 
	author VARCHAR NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	made_at VARCHAR NOT NULL, 
	changed_at VARCHAR NOT NULL, 
	head JSON NOT NULL, 
	differences JSON NOT NULL, 
	withdrawn BOOLEAN NOT NULL, 
	CONSTRAINT pk_flag_answer PRIMARY KEY (entity)
)

-- next --

CREATE INDEX ix_flag_answer_authority ON flag_answer (authority)

-- next --

CREATE TABLE flag_rule (
	rule VARCHAR, 
	used BOOLEAN, 
	changes JSON NOT NULL, 
	reason VARCHAR, 
	entity VARCHAR NOT NULL, 
	authority VARCHAR, 
	author VARCHAR NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	made_at VARCHAR NOT NULL, 
	changed_at VARCHAR NOT NULL, 
	head JSON NOT NULL, 
	differences JSON NOT NULL, 
	withdrawn BOOLEAN NOT NULL, 
	CONSTRAINT pk_flag_rule PRIMARY KEY (entity)
)

-- next --

CREATE INDEX ix_flag_rule_authority ON flag_rule (authority)

-- next --

CREATE TABLE hand_in (
	"on" VARCHAR, 
	entity VARCHAR NOT NULL, 
	authority VARCHAR, 
	author VARCHAR NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	made_at VARCHAR NOT NULL, 
	changed_at VARCHAR NOT NULL, 
	head JSON NOT NULL, 
	differences JSON NOT NULL, 
	withdrawn BOOLEAN NOT NULL, 
	CONSTRAINT pk_hand_in PRIMARY KEY (entity)
)

-- next --

CREATE INDEX ix_hand_in_authority ON hand_in (authority)

-- next --

CREATE TABLE hidden (
	revision VARCHAR NOT NULL, 
	receipt VARCHAR NOT NULL, 
	CONSTRAINT pk_hidden PRIMARY KEY (revision)
)

-- next --

CREATE TABLE indicator_table (
	id INTEGER NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	sheet VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	source VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	areas INTEGER NOT NULL, 
	digest VARCHAR, 
	length INTEGER, 
	CONSTRAINT pk_indicator_table PRIMARY KEY (id), 
	CONSTRAINT uq_indicator_table_sha256_sheet UNIQUE (sha256, sheet)
)

-- next --

CREATE INDEX ix_indicator_table_source ON indicator_table (source)

-- next --

CREATE TABLE interest (
	person VARCHAR, 
	reason VARCHAR, 
	entity VARCHAR NOT NULL, 
	authority VARCHAR, 
	author VARCHAR NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	made_at VARCHAR NOT NULL, 
	changed_at VARCHAR NOT NULL, 
	head JSON NOT NULL, 
	differences JSON NOT NULL, 
	withdrawn BOOLEAN NOT NULL, 
	CONSTRAINT pk_interest PRIMARY KEY (entity)
)

-- next --

CREATE INDEX ix_interest_authority ON interest (authority)

-- next --

CREATE TABLE invitation (
	id VARCHAR NOT NULL, 
	person VARCHAR NOT NULL, 
	made_at VARCHAR NOT NULL, 
	nonce VARCHAR NOT NULL, 
	answered_at VARCHAR, 
	CONSTRAINT pk_invitation PRIMARY KEY (id)
)

-- next --

CREATE TABLE issue (
	version INTEGER, 
	"on" VARCHAR, 
	sha256 VARCHAR, 
	word_sha256 VARCHAR, 
	entity VARCHAR NOT NULL, 
	authority VARCHAR, 
	author VARCHAR NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	made_at VARCHAR NOT NULL, 
	changed_at VARCHAR NOT NULL, 
	head JSON NOT NULL, 
	differences JSON NOT NULL, 
	withdrawn BOOLEAN NOT NULL, 
	CONSTRAINT pk_issue PRIMARY KEY (entity)
)

-- next --

CREATE INDEX ix_issue_authority ON issue (authority)

-- next --

CREATE TABLE kept_part (
	sha256 VARCHAR NOT NULL, 
	kind INTEGER NOT NULL, 
	data BLOB NOT NULL, 
	CONSTRAINT pk_kept_part PRIMARY KEY (sha256)
)

-- next --

CREATE TABLE letter (
	addressee VARCHAR, 
	signatory VARCHAR, 
	reflection VARCHAR, 
	held_on VARCHAR, 
	stage VARCHAR, 
	responded_on VARCHAR, 
	responded_by VARCHAR, 
	next_steps JSON NOT NULL, 
	entity VARCHAR NOT NULL, 
	authority VARCHAR, 
	author VARCHAR NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	made_at VARCHAR NOT NULL, 
	changed_at VARCHAR NOT NULL, 
	head JSON NOT NULL, 
	differences JSON NOT NULL, 
	withdrawn BOOLEAN NOT NULL, 
	CONSTRAINT pk_letter PRIMARY KEY (entity)
)

-- next --

CREATE INDEX ix_letter_authority ON letter (authority)

-- next --

CREATE TABLE local (
	"key" VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	CONSTRAINT pk_local PRIMARY KEY ("key")
)

-- next --

CREATE TABLE note (
	area VARCHAR, 
	text VARCHAR, 
	evidence JSON NOT NULL, 
	entity VARCHAR NOT NULL, 
	authority VARCHAR, 
	author VARCHAR NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	made_at VARCHAR NOT NULL, 
	changed_at VARCHAR NOT NULL, 
	head JSON NOT NULL, 
	differences JSON NOT NULL, 
	withdrawn BOOLEAN NOT NULL, 
	CONSTRAINT pk_note PRIMARY KEY (entity)
)

-- next --

CREATE INDEX ix_note_authority ON note (authority)

-- next --

CREATE TABLE outcome (
	point VARCHAR, 
	outcome VARCHAR, 
	comment VARCHAR, 
	entity VARCHAR NOT NULL, 
	authority VARCHAR, 
	author VARCHAR NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	made_at VARCHAR NOT NULL, 
	changed_at VARCHAR NOT NULL, 
	head JSON NOT NULL, 
	differences JSON NOT NULL, 
	withdrawn BOOLEAN NOT NULL, 
	CONSTRAINT pk_outcome PRIMARY KEY (entity)
)

-- next --

CREATE INDEX ix_outcome_authority ON outcome (authority)

-- next --

CREATE INDEX ix_outcome_point ON outcome (point)

-- next --

CREATE TABLE pack_out (
	sha256 VARCHAR NOT NULL, 
	device VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	person VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	made_at VARCHAR NOT NULL, 
	revisions INTEGER NOT NULL, 
	content_bytes INTEGER NOT NULL, 
	streams JSON NOT NULL, 
	CONSTRAINT pk_pack_out PRIMARY KEY (sha256, device)
)

-- next --

CREATE TABLE person (
	name VARCHAR, 
	role VARCHAR, 
	home VARCHAR, 
	email VARCHAR, 
	entity VARCHAR NOT NULL, 
	authority VARCHAR, 
	author VARCHAR NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	made_at VARCHAR NOT NULL, 
	changed_at VARCHAR NOT NULL, 
	head JSON NOT NULL, 
	differences JSON NOT NULL, 
	withdrawn BOOLEAN NOT NULL, 
	CONSTRAINT pk_person PRIMARY KEY (entity)
)

-- next --

CREATE INDEX ix_person_authority ON person (authority)

-- next --

CREATE TABLE pinned (
	sha256 VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	summary JSON NOT NULL, 
	CONSTRAINT pk_pinned PRIMARY KEY (sha256)
)

-- next --

CREATE TABLE point (
	area VARCHAR, 
	kind VARCHAR, 
	text VARCHAR, 
	cycle VARCHAR, 
	entity VARCHAR NOT NULL, 
	authority VARCHAR, 
	author VARCHAR NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	made_at VARCHAR NOT NULL, 
	changed_at VARCHAR NOT NULL, 
	head JSON NOT NULL, 
	differences JSON NOT NULL, 
	withdrawn BOOLEAN NOT NULL, 
	CONSTRAINT pk_point PRIMARY KEY (entity)
)

-- next --

CREATE INDEX ix_point_authority ON point (authority)

-- next --

CREATE TABLE raised (
	finding VARCHAR, 
	"on" VARCHAR, 
	"by" VARCHAR, 
	how VARCHAR, 
	entity VARCHAR NOT NULL, 
	authority VARCHAR, 
	author VARCHAR NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	made_at VARCHAR NOT NULL, 
	changed_at VARCHAR NOT NULL, 
	head JSON NOT NULL, 
	differences JSON NOT NULL, 
	withdrawn BOOLEAN NOT NULL, 
	CONSTRAINT pk_raised PRIMARY KEY (entity)
)

-- next --

CREATE INDEX ix_raised_authority ON raised (authority)

-- next --

CREATE TABLE rebase (
	code VARCHAR, 
	source VARCHAR, 
	period VARCHAR, 
	reason VARCHAR, 
	entity VARCHAR NOT NULL, 
	authority VARCHAR, 
	author VARCHAR NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	made_at VARCHAR NOT NULL, 
	changed_at VARCHAR NOT NULL, 
	head JSON NOT NULL, 
	differences JSON NOT NULL, 
	withdrawn BOOLEAN NOT NULL, 
	CONSTRAINT pk_rebase PRIMARY KEY (entity)
)

-- next --

CREATE INDEX ix_rebase_authority ON rebase (authority)

-- next --

CREATE TABLE receipt (
	id VARCHAR NOT NULL, 
	pack VARCHAR NOT NULL, 
	sender VARCHAR NOT NULL, 
	person VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	made_at VARCHAR NOT NULL, 
	taken_at VARCHAR NOT NULL, 
	based_on JSON NOT NULL, 
	counts JSON NOT NULL, 
	backup VARCHAR NOT NULL, 
	CONSTRAINT pk_receipt PRIMARY KEY (id)
)

-- next --

CREATE INDEX ix_receipt_pack ON receipt (pack)

-- next --

CREATE TABLE revision (
	arrived INTEGER NOT NULL, 
	arrived_at VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	entity VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	shelf VARCHAR NOT NULL, 
	stream VARCHAR NOT NULL, 
	sequence INTEGER NOT NULL, 
	author VARCHAR NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	device VARCHAR NOT NULL, 
	authority VARCHAR, 
	at VARCHAR NOT NULL, 
	verb VARCHAR NOT NULL, 
	undoes VARCHAR, 
	body VARCHAR NOT NULL, 
	CONSTRAINT pk_revision PRIMARY KEY (arrived), 
	CONSTRAINT uq_revision_stream_sequence_id UNIQUE (stream, sequence, id), 
	CONSTRAINT uq_revision_id UNIQUE (id)
)

-- next --

CREATE INDEX ix_revision_entity ON revision (entity)

-- next --

CREATE INDEX ix_revision_office ON revision (arrived) WHERE shelf = 'office'

-- next --

CREATE TRIGGER revision_no_update BEFORE UPDATE ON revision BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END

-- next --

CREATE TRIGGER revision_no_delete BEFORE DELETE ON revision BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END

-- next --

CREATE TABLE sent_content (
	device VARCHAR NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	CONSTRAINT pk_sent_content PRIMARY KEY (device, sha256)
)

-- next --

CREATE TABLE stream_head (
	stream VARCHAR NOT NULL, 
	device VARCHAR NOT NULL, 
	sequence INTEGER NOT NULL, 
	id VARCHAR NOT NULL, 
	signature VARCHAR NOT NULL, 
	CONSTRAINT pk_stream_head PRIMARY KEY (stream, id)
)

-- next --

CREATE TABLE take_back (
	hidden BOOLEAN, 
	entity VARCHAR NOT NULL, 
	authority VARCHAR, 
	author VARCHAR NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	made_at VARCHAR NOT NULL, 
	changed_at VARCHAR NOT NULL, 
	head JSON NOT NULL, 
	differences JSON NOT NULL, 
	withdrawn BOOLEAN NOT NULL, 
	CONSTRAINT pk_take_back PRIMARY KEY (entity)
)

-- next --

CREATE INDEX ix_take_back_authority ON take_back (authority)

-- next --

CREATE TABLE "view" (
	area VARCHAR, 
	own_grade VARCHAR, 
	"view" VARCHAR, 
	confidence VARCHAR, 
	direction VARCHAR, 
	priority VARCHAR, 
	reason VARCHAR, 
	entity VARCHAR NOT NULL, 
	authority VARCHAR, 
	author VARCHAR NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	made_at VARCHAR NOT NULL, 
	changed_at VARCHAR NOT NULL, 
	head JSON NOT NULL, 
	differences JSON NOT NULL, 
	withdrawn BOOLEAN NOT NULL, 
	CONSTRAINT pk_view PRIMARY KEY (entity)
)

-- next --

CREATE INDEX ix_view_authority ON "view" (authority)

-- next --

CREATE TABLE waiting (
	revision VARCHAR NOT NULL, 
	missing VARCHAR NOT NULL, 
	CONSTRAINT pk_waiting PRIMARY KEY (revision, missing)
)

-- next --

CREATE INDEX ix_waiting_missing ON waiting (missing)

-- next --

CREATE TABLE indicator_area (
	"table" INTEGER NOT NULL, 
	area VARCHAR NOT NULL, 
	level VARCHAR NOT NULL, 
	region VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	cells VARCHAR NOT NULL, 
	CONSTRAINT pk_indicator_area PRIMARY KEY ("table", area), 
	CONSTRAINT fk_indicator_area_table FOREIGN KEY("table") REFERENCES indicator_table (id) ON DELETE CASCADE
)

-- next --

CREATE INDEX ix_indicator_area_level ON indicator_area ("table", level, region, area, name)

-- next --

CREATE TABLE indicator_measure (
	"table" INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	unit VARCHAR NOT NULL, 
	polarity VARCHAR NOT NULL, 
	decimals INTEGER, 
	year_type VARCHAR NOT NULL, 
	topic VARCHAR NOT NULL, 
	first INTEGER NOT NULL, 
	periods VARCHAR NOT NULL, 
	states VARCHAR NOT NULL, 
	kinds VARCHAR NOT NULL, 
	about VARCHAR NOT NULL, 
	next_update VARCHAR NOT NULL, 
	spread BLOB NOT NULL, 
	CONSTRAINT pk_indicator_measure PRIMARY KEY ("table", number), 
	CONSTRAINT fk_indicator_measure_table FOREIGN KEY("table") REFERENCES indicator_table (id) ON DELETE CASCADE
)

-- next --

CREATE INDEX ix_indicator_measure_code ON indicator_measure (code)

-- next --

CREATE TABLE inspection (
	"table" INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	area VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	framework VARCHAR NOT NULL, 
	type VARCHAR NOT NULL, 
	start VARCHAR NOT NULL, 
	"end" VARCHAR NOT NULL, 
	published VARCHAR NOT NULL, 
	overall VARCHAR NOT NULL, 
	leaders VARCHAR NOT NULL, 
	help_protection VARCHAR NOT NULL, 
	in_care VARCHAR NOT NULL, 
	care_leavers VARCHAR NOT NULL, 
	outcome VARCHAR NOT NULL, 
	theme VARCHAR NOT NULL, 
	link VARCHAR NOT NULL, 
	CONSTRAINT pk_inspection PRIMARY KEY ("table", number), 
	CONSTRAINT fk_inspection_table FOREIGN KEY("table") REFERENCES indicator_table (id) ON DELETE CASCADE
)

-- next --

CREATE INDEX ix_inspection_area ON inspection (area)

-- next --

CREATE TABLE neighbour (
	"table" INTEGER NOT NULL, 
	model VARCHAR NOT NULL, 
	area VARCHAR NOT NULL, 
	rank INTEGER NOT NULL, 
	neighbour VARCHAR NOT NULL, 
	closeness VARCHAR NOT NULL, 
	CONSTRAINT pk_neighbour PRIMARY KEY ("table", model, area, rank), 
	CONSTRAINT fk_neighbour_table FOREIGN KEY("table") REFERENCES indicator_table (id) ON DELETE CASCADE
)

-- next --

CREATE INDEX ix_neighbour_area ON neighbour (area)

-- next --

CREATE TABLE passage (
	id INTEGER NOT NULL, 
	content INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	page INTEGER, 
	kind VARCHAR NOT NULL, 
	level INTEGER NOT NULL, 
	start INTEGER NOT NULL, 
	heading VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	turns JSON, 
	CONSTRAINT pk_passage PRIMARY KEY (id), 
	CONSTRAINT uq_passage_content_number UNIQUE (content, number), 
	CONSTRAINT fk_passage_content FOREIGN KEY(content) REFERENCES content (id) ON DELETE CASCADE
)

-- next --

CREATE VIRTUAL TABLE passage_words USING fts5(text, tokenize='unicode61 remove_diacritics 2', content='passage', content_rowid='id')

-- next --

INSERT INTO passage_words(passage_words, rank) VALUES('secure-delete', 1)

-- next --

CREATE TRIGGER passage_said AFTER INSERT ON passage BEGIN INSERT INTO passage_words(rowid, text) VALUES (new.id, new.text); END

-- next --

CREATE TRIGGER passage_gone AFTER DELETE ON passage BEGIN INSERT INTO passage_words(passage_words, rowid, text) VALUES ('delete', old.id, old.text); END

-- next --

CREATE TRIGGER passage_fixed BEFORE UPDATE ON passage BEGIN SELECT RAISE(ABORT, 'passages are never changed'); END

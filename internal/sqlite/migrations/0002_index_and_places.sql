-- Which revision the words in search are of. Without it nobody could see that
-- an article is missing there, or that its old words are found.
CREATE TABLE indexed (
    article  INTEGER PRIMARY KEY REFERENCES article (number),
    revision INTEGER NOT NULL
);
INSERT INTO indexed (article, revision) SELECT a.number, a.revisions FROM search_docsize s JOIN article a ON a.number = s.id;

-- A stated time before 1980 is a mistake of the page and no place in a list.
UPDATE article SET sort_time = first_seen WHERE sort_time < 315532800000000;

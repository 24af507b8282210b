DROP TABLE subject_key;

DROP TABLE erasure_task;
DROP TABLE erasure;

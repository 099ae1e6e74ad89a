"""A store of any number of events: a folder, or another address, of Parquet files that no machine must hold whole.

Files to import are cut into slices. Each slice becomes parts (:mod:`geo.store.parts`), on as many processes or machines
as there are (:mod:`geo.store.executor`); a second pass (:mod:`geo.store.second_pass`) sorts the parts into the files
below, and a third adds the counts up. A store looks so:

=========================================  ===========================================================================
``store.json``                             which version is read; written last, in one step
``versions/V/manifest.json``               the counts, the files, what the columns were taken for
``versions/V/dataset/``                    the districts, places and words of the dataset, a data package without events
``versions/V/events/year=Y/part-N.parquet``  GeoParquet, sorted by map tile, first day and id
``versions/V/claims/year=Y/part-N.parquet``  the claims on the events of the file of the same name
``versions/V/sources/part-N.parquet``      each source once
``versions/V/problems/part-N.parquet``     what was refused or doubtful: file, line, column, value, reason
``versions/V/counts/level=L/bin=B/...``    how many events begin and have ended, by cell and time
``work/V/...``                             parts of an import that is not finished
=========================================  ===========================================================================
"""

/// ClientExport.

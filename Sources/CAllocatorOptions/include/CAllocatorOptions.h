// Nothing to call: linking this target sets the allocator's options (AllocatorOptions.c).

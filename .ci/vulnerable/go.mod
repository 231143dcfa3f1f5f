module golessons/ci/vulnerable

go 1.26.5
